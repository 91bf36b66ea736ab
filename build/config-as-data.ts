import { isDeepStrictEqual } from 'node:util';
import type { Plugin } from 'esbuild';
import type { PonteConfig } from '../src/config/define-config.ts';

/**
 * Puts the checked configuration into the bundles as data, in the place of the file that makes it. A function neither checks it
 * again nor holds the code for that.
 *
 * @throws TypeError when a function would not get exactly this value
 */
export function configAsData(config: PonteConfig): Plugin {
  const contents = moduleOf(config);
  return {
    name: 'configuration as data',
    setup({ onResolve, onLoad }) {
      // The same path wherever the project is, so that the bundles are the same.
      onResolve({ filter: /\/ponte\.config\.ts$/ }, () => ({ path: 'ponte.config.ts', namespace: 'checked' }));
      onLoad({ filter: /.*/, namespace: 'checked' }, () => ({ contents }));
    },
  };
}

/** As text that is parsed, which with many stores takes a third of the time of the same data as code. */
function moduleOf(config: PonteConfig): string {
  const text = JSON.stringify(config);
  if (!isDeepStrictEqual(JSON.parse(text), config)) {
    throw new TypeError('the configuration holds what JSON cannot, such as undefined, -0 or an instance of a class');
  }
  return `export default JSON.parse(${JSON.stringify(text)});`;
}
