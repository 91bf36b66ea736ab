import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withFieldTables } from './field-tables.ts';

/** `npm run config-docs`: writes the tables of docs/configuration.md from the comments in `src/config/`. */
const page = resolve(import.meta.dirname, '../docs/configuration.md');
writeFileSync(page, withFieldTables(readFileSync(page, 'utf8')));
