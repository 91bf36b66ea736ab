import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';

/** The last items of something that goes on, each with a number, from 1 and for as long as the file is kept. */
export interface NumberedLog<Item> {
  /** Returns it with its number. */
  add(item: Omit<Item, 'number'>): Item;
  /** Those with greater numbers, the oldest first. */
  after(number: number): readonly Item[];
  /** By its number; the last one without. */
  get(number?: number): Item | undefined;
}

interface Options<Item> {
  /** Where they survive a restart, one JSON object a line; null: in memory only. */
  readonly file: string | null;
  readonly schema: z.ZodType<Item>;
  readonly maxItems: number;
  /** So many are kept, or fewer where they are large. */
  readonly maxCharacters: number;
  readonly charactersOf: (item: Item) => number;
}

export function openNumberedLog<Item extends { readonly number: number }>(options: Options<Item>): NumberedLog<Item> {
  const { file, maxItems, maxCharacters, charactersOf } = options;
  let kept: Item[] = [];
  /** Before it, `kept` holds what was dropped. */
  let first = 0;
  let characters = 0;
  const keep = (item: Item) => {
    kept.push(item);
    characters += charactersOf(item);
    while (kept.length - first > 1 && (kept.length - first > maxItems || characters > maxCharacters)) {
      const dropped = kept[first];
      if (dropped !== undefined) characters -= charactersOf(dropped);
      first += 1;
    }
    if (first <= maxItems) return;
    kept = kept.slice(first);
    first = 0;
  };
  if (file !== null) for (const item of itemsIn(file, options.schema)) keep(item);
  let lines = kept.length - first;
  let last = kept.at(-1)?.number ?? 0;
  if (file !== null) rewrite(file, kept.slice(first));
  return {
    add(item) {
      last += 1;
      const numbered = { number: last, ...item } as Item;
      keep(numbered);
      if (file === null) return numbered;
      lines += 1;
      if (lines <= 2 * maxItems) appendFileSync(file, lineOf(numbered), { mode: 0o600 });
      else {
        rewrite(file, kept.slice(first));
        lines = kept.length - first;
      }
      return numbered;
    },
    after: (number) => kept.slice(Math.max(first, kept.findLastIndex((one) => one.number <= number) + 1)),
    get: (number = last) => kept.slice(first).find((one) => one.number === number),
  };
}

function lineOf(item: unknown): string {
  return `${JSON.stringify(item)}\n`;
}

function rewrite(file: string, items: readonly unknown[]): void {
  writeFileSync(`${file}.new`, items.map(lineOf).join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A line that a killed process has left half written is none. */
function itemsIn<Item>(file: string, schema: z.ZodType<Item>): Item[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // There are none yet.
  }
  return text.split('\n').flatMap((one) => schema.safeParse(parseJson(one)).data ?? []);
}
