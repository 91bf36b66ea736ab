import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { bundleHandlers } from './bundle-handlers.ts';
import { bundledPackages, withLicences } from './bundled-packages.ts';

/** `npm run licences`: writes the table of `docs/licences.md` anew, from what is in the bundles. */
const page = resolve(import.meta.dirname, '../docs/licences.md');
const bundles = await bundleHandlers({ config: 'ponte.config.ts', outDirectory: 'dist' });
writeFileSync(page, withLicences(readFileSync(page, 'utf8'), bundledPackages(bundles)));
