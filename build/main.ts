import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { complain, ownLines, print } from '../cli/terminal.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { checkedConfig } from './checked-config.ts';
import { hashBundle } from './hash-bundle.ts';
import { tellWarnings } from './tell-warnings.ts';

/** `npm run build`: checks `ponte.config.ts`, tells what it hardly means, then bundles every handler into `dist/` and prints the sizes and SHA-256. */
const loaded = await checkedConfig(resolve(import.meta.dirname, '../ponte.config.ts'));
if ('config' in loaded) {
  tellWarnings(loaded.config, Date.now());
  const bundles = await bundleHandlers({ config: 'ponte.config.ts', outDirectory: 'dist' });
  for (const { name, bytes, sha256 } of bundles.map((bundle) => hashBundle(bundle, 'dist'))) {
    const file = `dist/${name}.cjs`;
    const zipped = gzipSync(readFileSync(file)).byteLength;
    print(`${file.padEnd(22)} ${kilobytes(bytes)}  ${kilobytes(zipped)} zipped  sha256 ${sha256}`);
  }
} else {
  complain(ownLines(loaded.fault));
  process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0).padStart(5)} KB`;
}
