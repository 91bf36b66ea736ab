import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { COMPILED } from './trace.ts';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Has each module of a bundle say when it has run. esbuild puts modules one behind the other, so that the time between two marks is
 * that of the module between them. What is not in any bundle stays out.
 */
export const markModules: Plugin = {
  name: 'mark modules',
  setup({ initialOptions, onLoad }) {
    initialOptions.banner = { js: `globalThis.benchMark(${JSON.stringify(COMPILED)});` };
    onLoad({ filter: /\.(?:[cm]?js|ts)$/, namespace: 'file' }, async ({ path }) => {
      const mark = `globalThis.benchMark(${JSON.stringify(partOf(relative(root, path)))});`;
      const loader = path.endsWith('.ts') ? 'ts' : 'js';
      return { contents: `${await readFile(path, 'utf8')}\n${mark}\n`, loader };
    });
  },
};

/** What a reader of the table knows a file as. */
function partOf(file: string): string {
  const library = file.split('node_modules/').at(-1) ?? '';
  if (!file.includes('node_modules/')) {
    if (file.startsWith('handlers/')) return 'making the clients';
    return /^(?:src\/config\/|tools\/bench\/)/.test(file) ? 'the configuration' : 'own code and schemas';
  }
  const [scope = '', name = ''] = library.split('/');
  if (scope === 'zod') return 'zod';
  const client = /^(?:client-|lib-)/.test(name) ? `@aws-sdk/${name}` : "the AWS SDK's core";
  return scope.startsWith('@aws') || scope === '@smithy' ? client : 'other libraries';
}
