import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The number in a file at the place that a pattern names. */
const majorIn = (file: string, pattern: RegExp) => pattern.exec(readFileSync(file, 'utf8'))?.[1];

test("everything that names a Node names Lambda's", () => {
  const named = {
    template: majorIn('serverless.yml', /^ {2}runtime: nodejs(\d+)\.x$/m),
    bundles: majorIn('build/bundle-handlers.ts', /target: 'node(\d+)'/),
    scripts: majorIn('package.json', /"node": "\^(\d+)\./),
    types: majorIn('package.json', /"@types\/node": "\^(\d+)\./),
    nvm: majorIn('.nvmrc', /^(\d+)\n$/),
    container: majorIn('.devcontainer/devcontainer.json', /javascript-node:(\d+)-/),
  };
  expect(named.template).toMatch(/^\d+$/);
  expect(Object.values(named)).toEqual(Object.values(named).map(() => named.template));
});

test('CI installs on the oldest Node that the package and the README promise', () => {
  const [, promised] = /Node (\d+) or later/.exec(readFileSync('README.md', 'utf8')) ?? [];
  expect(promised).toMatch(/^\d+$/);
  expect(majorIn('package.json', /"engines": \{\s+"node": ">=(\d+)"/)).toBe(promised);
  expect(majorIn('.github/workflows/ci.yml', /node-version: (\d+)/)).toBe(promised);
});
