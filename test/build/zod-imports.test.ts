import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FOLDERS = ['src', 'handlers', 'build', 'cli', 'deploy', 'local', 'sandbox', 'test', 'tools'];
/** What the functions are compared with is written as such functions usually are. */
const PEER = 'tools/bench/peer/';

const imports = globSync(FOLDERS.map((folder) => `${folder}/**/*.ts`))
  .filter((file) => !file.startsWith(PEER) && !file.includes('node_modules'))
  .flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^import (.*) from '(zod(?:\/[^']+)?)';$/gm)].map(
      ([, names = '', module = '']) => ({ file, names: names.replace(/^type /, ''), module }),
    ),
  );

test('nobody imports the object that holds the whole of zod, of which no bundler can leave anything out', () => {
  const wanted: Readonly<Record<string, string>> = { zod: '* as z', 'zod/mini': '* as z', 'zod/locales': '{ en }' };
  expect(imports.length).toBeGreaterThan(40);
  expect(imports.filter(({ names, module }) => wanted[module] !== names)).toEqual([]);
});

test('what functions are made of imports the light build, whatever else the whole one', () => {
  const ofFunctions = imports.filter(({ file }) => /^(?:src\/(?!config\/|explain\/)|handlers\/)/.test(file));
  const others = imports.filter((one) => !ofFunctions.includes(one) && !one.file.startsWith('test/'));
  expect(ofFunctions.filter(({ module }) => module === 'zod')).toEqual([]);
  expect(others.filter(({ module }) => module !== 'zod')).toEqual([]);
});
