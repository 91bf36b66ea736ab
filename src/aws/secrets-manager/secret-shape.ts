import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { StoreSecrets } from '../../ports/secrets-reader.ts';
import { parseJson } from '../../shared/parse-json.ts';

export type ParsedSecret =
  /** `faults` says why `bonifiq` is null, `storeApiFaults` why a `storeApi` that is there is not used. */
  | {
      readonly kind: 'parsed';
      readonly secrets: StoreSecrets;
      readonly faults: readonly string[];
      readonly storeApiFaults: readonly string[];
    }
  | { readonly kind: 'invalid'; readonly reasons: readonly string[] };

const notEmpty = z.string().check(z.minLength(1));

const schema = z.object({ webhookSecrets: z.array(notEmpty).check(z.minLength(1)) });

/** Shorter ones could be guessed, and then the index tells who somebody is. */
const key = z.object({ customerKey: z.string().check(z.minLength(32)) });

/** @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
const basicUser = notEmpty.check(
  z.refine((username) => !username.includes(':'), 'holds a colon, which Basic auth cannot carry'),
);

const credentials = z.object({ bonifiq: z.looseObject({ username: basicUser, password: notEmpty }) });

/** A part of its own: whatever is wrong with it, deliveries are verified and points posted. */
const inStoreApi = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.object({ storeApi: z.optional(z.object(shape)) });
const consumerKey = inStoreApi({ consumerKey: basicUser, consumerSecret: notEmpty });
const clientCredentials = inStoreApi({ clientId: notEmpty, clientSecret: notEmpty });
const accessToken = inStoreApi({ accessToken: notEmpty.check(z.regex(/^[!-~]*$/, 'holds what no header can carry')) });
/** Of those that a platform's secret may have, the one that was meant: a union would not say what is wrong with it. */
const meant = z.looseObject({ storeApi: z.looseObject({}) });

/** `zod/mini` has no words of its own for what is wrong, and those of `zod/locales` take several kilobytes in each function. */
const inWords = {
  error(issue: z.core.$ZodRawIssue): string | undefined {
    if (issue.code === 'invalid_type') {
      const { input } = issue;
      const received = input === null ? 'null' : Array.isArray(input) ? 'array' : typeof input;
      return `Invalid input: expected ${issue.expected}, received ${received}`;
    }
    if (issue.code !== 'too_small') return undefined;
    const unit = issue.origin === 'array' ? 'items' : 'characters';
    return `Too small: expected ${issue.origin} to have >=${issue.minimum} ${unit}`;
  },
};

/** Reads the text of a secret. Faults and reasons name fields, never values. */
export function parseSecret(text: string | undefined): ParsedSecret {
  if (text === undefined) return invalid('the secret must be stored as text, not as binary');
  const json = parseJson(text);
  if (json === undefined)
    return invalid('the secret is not JSON: {"bonifiq":{"username","password"},"webhookSecrets":[…]}');
  const parsed = schema.safeParse(json, inWords);
  const account = credentials.safeParse(json, inWords);
  const faults = account.success ? [] : faultsOf(account.error);
  if (!parsed.success) return invalid(...faults, ...faultsOf(parsed.error));
  const { webhookSecrets } = parsed.data;
  const bonifiq = account.success
    ? { username: account.data.bonifiq.username, password: account.data.bonifiq.password }
    : null;
  const version = fingerprint('credentials', JSON.stringify(bonifiq && [bonifiq.username, bonifiq.password]));
  const keyed = key.safeParse(json).data ?? {};
  const api = storeApiSchema(json).safeParse(json, inWords);
  const secrets = {
    bonifiq,
    webhookSecrets,
    version,
    ...keyed,
    ...(api.data?.storeApi && { storeApi: api.data.storeApi }),
  };
  return { kind: 'parsed', secrets, faults, storeApiFaults: api.success ? [] : faultsOf(api.error) };
}

function storeApiSchema(json: unknown) {
  const { storeApi = {} } = meant.safeParse(json).data ?? {};
  if ('accessToken' in storeApi) return accessToken;
  return 'clientId' in storeApi || 'clientSecret' in storeApi ? clientCredentials : consumerKey;
}

function faultsOf(error: z.core.$ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.') || 'secret'}: ${issue.message}`);
}

/** A hash by which secrets are compared without being kept. */
export function fingerprint(use: 'credentials' | 'webhookSecret', secret: string): string {
  return createHash('sha256').update(`ponte ${use}\n${secret}`).digest('hex').slice(0, 32);
}

const MIN_LENGTH = 16;

/** Whether a webhook secret could be guessed. */
export function isShort(webhookSecret: string): boolean {
  return webhookSecret.length < MIN_LENGTH;
}

function invalid(...reasons: readonly string[]): ParsedSecret {
  return { kind: 'invalid', reasons };
}
