import { readdir, readFile } from 'node:fs/promises';
import { basename, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** What a browser gets: the document, and what it and its scripts name, by its path, such as `/page.js`. */
export interface PageFiles {
  readonly html: string;
  readonly files: ReadonlyMap<string, PageFile>;
}

export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const folder = resolve(import.meta.dirname, 'page');
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;

/**
 * Bundles the page in memory, in some tens of milliseconds: each view and each language is a file of its own, which is fetched when
 * it is needed. Rejects where its code does not compile.
 */
export async function bundlePage(): Promise<PageFiles> {
  const names = await readdir(resolve(folder, 'style'));
  const styles = names.filter((name) => name.endsWith('.css')).map((name) => basename(name, '.css'));
  const { outputFiles } = await build({
    entryPoints: [
      { in: resolve(folder, 'main.tsx'), out: 'page' },
      ...styles.map((name) => ({ in: resolve(folder, 'style', `${name}.css`), out: `style/${name}` })),
    ],
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Comments of licences stay in docs/licences.md.
    legalComments: 'none',
    logLevel: 'silent',
  });
  return {
    html: await readFile(resolve(folder, 'index.html'), 'utf8'),
    files: new Map(
      outputFiles.map(({ path, text }) => [
        `/${relative(folder, path)}`,
        { type: TYPES[path.endsWith('.css') ? 'css' : 'js'], text },
      ]),
    ),
  };
}
