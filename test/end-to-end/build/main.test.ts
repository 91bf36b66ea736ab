import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { copyProject } from '../../support/project-copy.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ponte-build-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('npm run build prints the hash of each bundle, which is the same wherever the project is', () => {
  const first = copyProject(join(scratch, 'first'));
  const second = copyProject(join(scratch, 'elsewhere/and/deeper'));
  const printed = first.run('build/main.ts');
  const lines = [...printed.matchAll(/^(dist\/\w+\.cjs) .* sha256 ([0-9a-f]{64})$/gm)];
  const hash = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(first.folder, file)))
      .digest('hex');
  expect(lines.map(([, file]) => file)).toHaveLength(6);
  expect(lines.map(([, , sha256]) => sha256)).toEqual(lines.map(([, file = '']) => hash(file)));
  expect(second.run('build/main.ts')).toBe(printed);
}, 60_000);
