import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A number among the parameters of `serverless.yml` that is the same in every stage. */
export function serviceParameter(name: string): number {
  const text = readFileSync(join(import.meta.dirname, '../../serverless.yml'), 'utf8');
  const values = [...text.matchAll(new RegExp(`^ +${name}: (\\d+)$`, 'gm'))].map(([, value]) => Number(value));
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error(`serverless.yml has no one ${name}`);
  return value;
}
