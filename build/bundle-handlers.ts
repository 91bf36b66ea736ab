import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import type { PonteConfig } from '../src/config/define-config.ts';
import { configAsData } from './config-as-data.ts';
import { filesInLambda, packagesInLambda } from './in-lambda/stand-ins.ts';
import { loadConfig } from './load-config.ts';

const root = resolve(import.meta.dirname, '..');

export interface Bundle {
  /** Such as `shopify`; the file is `<name>.cjs`. */
  readonly name: string;
  readonly bytes: number;
  /** The files that something of it comes from, relative to the project. */
  readonly sources: readonly string[];
}

/**
 * One minified CommonJS file for each entry point, the AWS SDK included.
 * CommonJS starts faster: an ES module's `import 'node:http'` loads the whole of undici.
 * @see https://github.com/nodejs/node/issues/59686
 */
export const forLambda = {
  absWorkingDir: root,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // For whoever reads a frame of a log line (`npm run where`); not packaged, and nothing of a bundle's start.
  sourcemap: 'external',
  // Not esbuild's default for Node, which prefers the larger CommonJS builds of the SDK.
  mainFields: ['module', 'main'],
  alias: packagesInLambda,
  // The SDK asks whether a body is one, for which Node would load its web streams. Bodies are Node's own streams here.
  define: { ReadableStream: 'undefined' },
  logLevel: 'warning',
} satisfies BuildOptions;

/**
 * Bundles every handler with the configuration in a file; whoever measures adds plugins.
 * @throws with what is wrong with the configuration
 */
export async function bundleHandlers(options: {
  config: string;
  outDirectory: string;
  plugins?: readonly Plugin[];
}): Promise<Bundle[]> {
  const loaded = await loadConfig(resolve(root, options.config));
  if ('fault' in loaded) throw new Error(loaded.fault);
  return await bundleWith({ ...options, config: loaded.config });
}

/** Bundles every handler with a checked configuration. */
export async function bundleWith(options: {
  config: PonteConfig;
  outDirectory: string;
  plugins?: readonly Plugin[];
}): Promise<Bundle[]> {
  const handlers = (await readdir(join(root, 'handlers'))).filter((file) => file.endsWith('.ts'));
  const { metafile } = await build({
    entryPoints: handlers.map((file) => join('handlers', file)),
    outdir: options.outDirectory,
    ...forLambda,
    plugins: [configAsData(options.config), filesInLambda, ...(options.plugins ?? [])],
    metafile: true,
  });
  for (const entry of handlers) {
    const name = basename(entry, '.ts');
    await writeFile(resolve(root, options.outDirectory, `${name}.mjs`), loaderOf(name));
  }
  const bundles = Object.entries(metafile.outputs).filter(([file]) => file.endsWith('.cjs'));
  return bundles.map(([file, { bytes, inputs }]) => {
    const sources = Object.entries(inputs).flatMap(([source, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [source] : [],
    );
    return { name: basename(file, '.cjs'), bytes, sources };
  });
}

/**
 * Lambda's runtime client imports this file in place of the bundle beside it. Of a CommonJS file that is imported, Node reads the
 * whole text once more, for the names that it exports.
 */
function loaderOf(name: string): string {
  return `import{createRequire}from'node:module';export const{handler}=createRequire(import.meta.url)('./${name}.cjs');\n`;
}
