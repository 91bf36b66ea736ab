import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { complain, print } from '../../cli/terminal.ts';
import { plainTemplate } from './plain-template.ts';

/** `npm run plain`: what `npm run package` has made, in `dist/plain`, for those who deploy without osls. examples/ has how. */
const PACKAGED = '.serverless';
const OUT = 'dist/plain';
const TEMPLATE = 'template.json';

try {
  const text = readFileSync(join(PACKAGED, 'cloudformation-template-update-stack.json'), 'utf8');
  const zips = readdirSync(PACKAGED).filter((name) => name.endsWith('.zip'));
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  for (const zip of zips) copyFileSync(join(PACKAGED, zip), join(OUT, zip));
  writeFileSync(join(OUT, TEMPLATE), plainTemplate(text));
  const sums = [TEMPLATE, ...zips.toSorted()].map((name) => `${sha256(join(OUT, name))}  ${name}\n`).join('');
  writeFileSync(join(OUT, 'SHA256SUMS'), sums);
  print(`${OUT} holds ${TEMPLATE}, ${zips.length} zips and SHA256SUMS`);
} catch (error) {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  complain(isMissing ? 'There is no package yet: npm run package -- --stage prod' : String(error));
  process.exitCode = 1;
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
