import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ConfigError } from '../src/configuration/define-config.ts';
import { bundleHandlers } from './bundle-handlers.ts';

/** `npm run build`: checks `ponte.config.ts`, then bundles every handler into `dist/` and prints the sizes. */
try {
  await import('../ponte.config.ts');
  const bundles = await bundleHandlers({ config: 'ponte.config.ts', outDirectory: 'dist' });
  for (const { name, bytes } of bundles) {
    const file = `dist/${name}.cjs`;
    const zipped = gzipSync(readFileSync(file)).byteLength;
    console.log(`${file.padEnd(22)} ${kilobytes(bytes)}  ${kilobytes(zipped)} zipped`);
  }
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0).padStart(5)} KB`;
}
