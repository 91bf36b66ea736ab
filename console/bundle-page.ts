import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

/** What a browser gets: the document, and what it names as `/page.js` and `/page.css`. */
export interface PageFiles {
  readonly html: string;
  readonly script: string;
  readonly style: string;
}

const folder = resolve(import.meta.dirname, 'page');

/** Bundles the page in memory, in some tens of milliseconds. Rejects where its code does not compile. */
export async function bundlePage(): Promise<PageFiles> {
  const { outputFiles } = await build({
    entryPoints: [
      { in: resolve(folder, 'main.tsx'), out: 'page' },
      { in: resolve(folder, 'style/page.css'), out: 'page' },
    ],
    outdir: folder,
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Comments of licences stay in docs/licences.md.
    legalComments: 'none',
    logLevel: 'silent',
  });
  const text = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { html: await readFile(resolve(folder, 'index.html'), 'utf8'), script: text('.js'), style: text('.css') };
}
