import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { BonifiqCredentials } from '../points-api/points-api.ts';

/** What one store's secret holds, exactly as stored: nothing is trimmed or decoded. */
export interface StoreSecrets {
  readonly bonifiq: BonifiqCredentials;
  /** Newest first, at least one: during a rotation the platform may sign with either. */
  readonly webhookSecrets: readonly string[];
  /** Changes when, and only when, the BonifiQ credentials do; equal for stores with equal credentials. Not a secret. */
  readonly version: string;
  /** Keys that are not of this module, such as credentials of the store's own platform API. Secret. */
  readonly others: Readonly<Record<string, unknown>>;
}

export type ParsedSecret =
  | { readonly kind: 'parsed'; readonly secrets: StoreSecrets }
  | { readonly kind: 'invalid'; readonly reasons: readonly string[] };

const notEmpty = z.string().min(1);

const schema = z.looseObject({
  bonifiq: z.looseObject({
    // @see https://www.rfc-editor.org/rfc/rfc7617#section-2
    username: notEmpty.refine((username) => !username.includes(':'), 'holds a colon, which Basic auth cannot carry'),
    password: notEmpty,
  }),
  webhookSecrets: z.array(notEmpty).min(1),
});

/** Reads the text of a secret; the reasons name places, never values. */
export function parseSecret(text: string | undefined): ParsedSecret {
  if (text === undefined) return invalid('the secret must be stored as text, not as binary');
  const json = parseJson(text);
  if (json === undefined)
    return invalid('the secret is not JSON: {"bonifiq":{"username","password"},"webhookSecrets":[…]}');
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    return invalid(...parsed.error.issues.map((issue) => `${issue.path.join('.') || 'secret'}: ${issue.message}`));
  const { bonifiq, webhookSecrets, ...others } = parsed.data;
  const { username, password } = bonifiq;
  const version = fingerprint('credentials', JSON.stringify([username, password]));
  return { kind: 'parsed', secrets: { bonifiq: { username, password }, webhookSecrets, version, others } };
}

/** To tell whether two secrets are equal without keeping either. */
export function fingerprint(use: 'credentials' | 'webhookSecret', secret: string): string {
  return createHash('sha256').update(`ponte ${use}\n${secret}`).digest('hex').slice(0, 32);
}

/** Without the parser's message: it quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(...reasons: readonly string[]): ParsedSecret {
  return { kind: 'invalid', reasons };
}
