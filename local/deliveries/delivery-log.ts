import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';
import { answerBody } from '../deliver.ts';

/** A request that came to a local platform, and what was answered. As JSON it is also a file that `ponte send` takes. */
export const loggedDelivery = z.object({
  /** Counts from 1, for as long as the state is kept. */
  number: z.int().positive(),
  /** ISO 8601, in UTC, by the platform's clock. */
  at: z.string(),
  path: z.string(),
  /** Null, like the platform, where the path is none of a store. */
  store: z.string().nullable(),
  platform: z.enum(['shopify', 'woocommerce']).nullable(),
  topic: z.string().nullable(),
  /** Signatures and credentials as `***`. */
  headers: z.record(z.string(), z.string()),
  bodyBase64: z.base64(),
  status: z.int(),
  tookMs: z.number(),
  /** Null where somebody else than a function answered, or it failed. */
  answer: answerBody.nullable(),
});

export type LoggedDelivery = z.infer<typeof loggedDelivery>;

/** The last deliveries to a local platform. */
export interface DeliveryLog {
  /** Returns it with its number. */
  add(delivery: Omit<LoggedDelivery, 'number'>): LoggedDelivery;
  /** Those with greater numbers, the oldest first. */
  after(number: number): readonly LoggedDelivery[];
  /** By its number; the last one without. */
  get(number?: number): LoggedDelivery | undefined;
}

/** So many are kept, or fewer where their bodies are large. */
const MAX_KEPT = 1_000;
const MAX_BODY_CHARACTERS = 64 * 1024 * 1024;

/** @param file where they survive a restart, one JSON object a line; without it, in memory only */
export function openDeliveryLog(file: string | null): DeliveryLog {
  let kept: LoggedDelivery[] = file === null ? [] : shortened(linesIn(file));
  let lines = kept.length;
  let last = kept.at(-1)?.number ?? 0;
  if (file !== null) rewrite(file, kept);
  return {
    add(delivery) {
      last += 1;
      const logged = { number: last, ...delivery };
      kept = shortened([...kept, logged]);
      if (file === null) return logged;
      lines += 1;
      if (lines <= 2 * MAX_KEPT) appendFileSync(file, line(logged), { mode: 0o600 });
      else {
        rewrite(file, kept);
        lines = kept.length;
      }
      return logged;
    },
    after: (number) => kept.filter((one) => one.number > number),
    get: (number = last) => kept.find((one) => one.number === number),
  };
}

/** Without the oldest, where there are too many. */
function shortened(all: readonly LoggedDelivery[]): LoggedDelivery[] {
  let characters = 0;
  const kept = all
    .slice(-MAX_KEPT)
    .toReversed()
    .filter(({ bodyBase64 }) => {
      characters += bodyBase64.length;
      return characters <= MAX_BODY_CHARACTERS;
    });
  return kept.toReversed();
}

function line(delivery: LoggedDelivery): string {
  return `${JSON.stringify(delivery)}\n`;
}

function rewrite(file: string, deliveries: readonly LoggedDelivery[]): void {
  writeFileSync(`${file}.new`, deliveries.map(line).join(''), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A line that a killed process has left half written is none. */
function linesIn(file: string): LoggedDelivery[] {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // There are none yet.
  }
  return text.split('\n').flatMap((one) => loggedDelivery.safeParse(parseJson(one)).data ?? []);
}
