import { join, resolve, sep } from 'node:path';
import type { Plugin } from 'esbuild';

const root = resolve(import.meta.dirname, '../..');
const fileHere = (name: string) => join(import.meta.dirname, name);

/** Packages of which a Lambda needs a small part only, and what stands in their place in the bundles. */
export const packagesInLambda = {
  '@aws-sdk/credential-provider-node': fileHere('environment-credentials.ts'),
  '@smithy/core/event-streams': fileHere('no-event-streams.ts'),
} as const;

/** The functions of `node:zlib` that are used. Loading it takes a hundredth of a cold start, and few deliveries compress anything. */
const ZLIB = ['createGunzip', 'deflateRawSync', 'gunzip', 'gunzipSync', 'gzip', 'gzipSync', 'inflateRawSync'];
const lazyZlib = ZLIB.map(
  (name) => `export const ${name} = (...given) => process.getBuiltinModule('node:zlib').${name}(...given);`,
).join('\n');

/** The same for files of packages and for Node's modules. */
export const filesInLambda: Plugin = {
  name: 'files in Lambda',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/fromSharedConfigFiles$/ }, () => ({ path: fileHere('no-config-files.ts') }));
    onResolve({ filter: /\/Sha256Node$/ }, () => ({ path: fileHere('sha256.ts') }));
    onResolve({ filter: /^node:zlib$/ }, ({ importer }) =>
      importer.startsWith(join(root, 'src') + sep) ? { path: 'zlib', namespace: 'lazy' } : null,
    );
    onLoad({ filter: /^zlib$/, namespace: 'lazy' }, () => ({ contents: lazyZlib }));
  },
};
