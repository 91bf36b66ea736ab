import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `promotionConcurrency` of `serverless.yml`, which every stage has. */
export function promotionConcurrency(): number {
  const text = readFileSync(join(import.meta.dirname, '../../serverless.yml'), 'utf8');
  const values = [...text.matchAll(/^ +promotionConcurrency: (\d+)$/gm)].map(([, value]) => Number(value));
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error('serverless.yml has no one promotionConcurrency');
  return value;
}
