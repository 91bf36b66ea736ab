import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Bundle, bundleHandlers } from '../../../build/bundle-handlers.ts';
import { bundledPackages } from '../../../build/bundled-packages.ts';
import { captureLog } from '../../support/captured-log.ts';
import { stubDeployedEnvironment, stubEmptyEnvironment } from '../../support/deployed-environment.ts';
import { httpEvent, lambdaContext } from '../../support/lambda-events.ts';

/** What a bundle may grow to, in kilobytes: a heavy import shows at once, and every one of them is read at a cold start. */
const CEILING_KB = {
  shopify: 341,
  woocommerce: 336,
  settle: 371,
  park: 375,
  sweep: 162,
  promotions: 520,
  reconcile: 350,
};
const names = Object.keys(CEILING_KB) as (keyof typeof CEILING_KB)[];
/** Not the words of a message in which the S3 client says how to get what it does without. */
const REQUIRED = /(?<!\[)\brequire\("([^"]+)"\)/g;
const require = createRequire(import.meta.url);

let folder: string;
let bundles: Bundle[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-bundles-'));
  bundles = await bundleHandlers({ config: 'local/demo.config.ts', outDirectory: folder });
});
afterAll(() => rmSync(folder, { recursive: true }));

const sourcesOf = (name: string) => bundles.find((bundle) => bundle.name === name)?.sources ?? [];
const fileOf = (name: string) => join(folder, `${name}.cjs`);

test('there is one for each handler with its loader and a source map beside it, and nothing else', () => {
  expect(bundles.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const files = names.flatMap((name) => [`${name}.cjs`, `${name}.cjs.map`, `${name}.mjs`]);
  expect(readdirSync(folder).toSorted()).toEqual(files.toSorted());
});

describe('a bundle', () => {
  let log: ReturnType<typeof captureLog>;
  beforeEach(() => {
    log = captureLog();
  });
  afterEach(() => {
    log.restore();
    vi.unstubAllEnvs();
    for (const name of names) delete require.cache[fileOf(name)];
  });

  test.each(names)('of %s stays small', (name) => {
    const { byteLength } = readFileSync(fileOf(name));
    expect(bundles.find((bundle) => bundle.name === name)?.bytes).toBe(byteLength);
    expect(byteLength / 1024).toBeLessThan(CEILING_KB[name]);
  });

  test.each(names)('of %s stands alone', (name) => {
    const required = [...readFileSync(fileOf(name), 'utf8').matchAll(REQUIRED)].map(([, module = '']) => module);
    expect(required.length).toBeGreaterThan(0);
    expect(required.filter((module) => !isBuiltin(module))).toEqual([]);
  });

  test.each(names)('of %s holds the code of functions, and the configuration without what checks it', (name) => {
    const own = sourcesOf(name).filter((source) => !source.includes('node_modules/'));
    const inLambda = (source: string) => source.startsWith('build/in-lambda/') || source === 'lazy:zlib';
    const others = own.filter((source) => !/^src\/(?!config\/)/.test(source) && !inLambda(source));
    expect(others.toSorted()).toEqual(['checked:ponte.config.ts', `handlers/${name}.ts`]);
    // For the SDK's clients, of which the sweep has none.
    expect(own.includes('build/in-lambda/environment-credentials.ts')).toBe(name !== 'sweep');
  });

  test.each(names)('of %s holds the light build of zod alone', (name) => {
    const parts = sourcesOf(name).flatMap((source) => /node_modules\/zod\/(.*)\/[^/]+$/.exec(source)?.[1] ?? []);
    expect(parts).toContain('v4/mini');
    expect([...new Set(parts)].filter((part) => !['v4/mini', 'v4/core', 'v4/locales'].includes(part))).toEqual([]);
    expect(sourcesOf(name).filter((source) => /\/zod\/v4\/locales\/(?!en\.js)/.test(source))).toEqual([]);
  });

  test.each(names)('of %s holds no tool', (name) => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const packages = bundledPackages(bundles.filter((bundle) => bundle.name === name)).map((one) => one.name);
    // A dependency of the SDK's clients, too.
    const ofClients = name === 'sweep' ? [] : ['@aws-sdk/credential-provider-env'];
    expect(packages.filter((one) => one in devDependencies)).toEqual(ofClients);
  });

  test.each(names)('of %s is a Lambda with a handler', (name) => {
    stubDeployedEnvironment();
    expect(require(fileOf(name))).toEqual({ handler: expect.any(Function) });
  });

  test.each(names)('of %s says what its environment lacks', (name) => {
    stubEmptyEnvironment();
    expect(() => require(fileOf(name))).toThrow(/TABLE_NAME[\s\S]*QUEUE_URL[\s\S]*SECRET_PREFIX/);
  });

  test('knows the stores of the configuration that it was made with, and no others', async () => {
    stubDeployedEnvironment();
    const { handler } = require(fileOf('shopify'));
    const to = (store: string) =>
      handler(httpEvent({ rawPath: `/webhooks/shopify/${store}`, body: '{}' }), lambdaContext());
    expect(await to('demo-shopify')).toMatchObject({ statusCode: 401 });
    expect(await to('my-shopify')).toMatchObject({ statusCode: 404 });
  });
});

test('a configuration with faults is not bundled', async () => {
  const config = join(folder, 'faulty.mjs');
  writeFileSync(
    config,
    `import { defineConfig } from '${resolve('src/config/define-config.ts')}'; export default defineConfig({ stores: [] });`,
  );
  await expect(bundleHandlers({ config, outDirectory: folder })).rejects.toThrow(
    'faulty.mjs has to be put right first:\n  - stores: at least one store is needed',
  );
});
