import * as z from 'zod/mini';
import { type AwardRecord, readAwardId } from '../../domain/award-record.ts';
import { type JsonText, jsonText, toJson } from './json-text.ts';
import { namedEntry, storedNamedEntry } from './stored-entry.ts';
import { customer } from './stored-fields.ts';

const COMPRESS_FROM = 1_024;

/** The attributes of an award. */
export interface StoredAward {
  readonly store: string;
  readonly award: string;
  readonly customer: JsonText;
  readonly entries: JsonText;
}

export function writtenAward({ key, customer, entries }: AwardRecord): StoredAward {
  return {
    ...key,
    customer: toJson(customer, COMPRESS_FROM),
    entries: toJson(entries.map(namedEntry), COMPRESS_FROM),
  };
}

const award = z.pipe(
  z.string(),
  z.transform((text, context) => {
    const id = readAwardId(text);
    if (id !== undefined) return id;
    context.issues.push({ code: 'custom', message: 'not the id of an award', input: undefined });
    return z.NEVER;
  }),
);

export const storedAward = z.object({
  store: z.string(),
  award,
  customer: z.pipe(jsonText, customer),
  entries: z.pipe(jsonText, z.array(storedNamedEntry)),
});
