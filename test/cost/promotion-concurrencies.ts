import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const concurrency = z.coerce.number().int().positive();

/** `promotionConcurrency` of `serverless.yml`, by what it holds for. */
export function promotionConcurrencies(): Record<string, number> {
  const text = readFileSync(join(import.meta.dirname, '../../serverless.yml'), 'utf8');
  const [trial, prod, ...others] = [...text.matchAll(/^ {4}promotionConcurrency: (\d+)$/gm)].map(([, value]) => value);
  if (others.length > 0)
    throw new Error('serverless.yml has promotionConcurrency in more places than the two that are known');
  return { 'other stages': concurrency.parse(trial), '`prod`': concurrency.parse(prod) };
}
