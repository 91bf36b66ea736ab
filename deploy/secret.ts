import { parseArgs } from 'node:util';
import { ResourceExistsException, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { configHere } from '../cli/config-here.ts';
import { complain, inLines, print, type Shown, shown } from '../cli/terminal.ts';
import { fetchSecret } from '../src/aws/secrets-manager/fetch-secret.ts';
import { parseSecret } from '../src/aws/secrets-manager/secret-shape.ts';
import { PRODUCTION_URL } from '../src/bonifiq/production-url.ts';
import type { Store } from '../src/domain/store.ts';
import type { BonifiqCredentials } from '../src/ports/loyalty-api.ts';
import { type StoreSecrets, whyUnread } from '../src/ports/secrets-reader.ts';
import { askForSecret, PARTS, type Part } from './ask-secret.ts';
import { keyArn } from './company/key-arn.ts';
import { withCustomerKey } from './customer-key.ts';
import { readSecrets } from './read-secrets.ts';
import { type SecretFault, secretFaults } from './secret-faults.ts';
import { secretName } from './secret-name.ts';
import { readTags, tagFaults, tagSecret } from './secret-tags.ts';
import { tryCredentials } from './try-credentials.ts';
import { writeSecret } from './write-secret.ts';

const HELP = shown`npm run secret -- <store> --stage <stage> [--replace | --change <part>] [--untried] [--kms-key <arn>]
npm run secret -- --tag --stage <stage>
npm run secret -- --check --stage <stage>… [--json]

Asks for a store's secrets, without showing them, and keeps them in Secrets Manager; or gives those that are kept the tags by
which the functions may read them; or reads all that are kept, and tells what is wrong with them, without showing any.

  <store>           a store's id in ponte.config.ts
  --stage <stage>   such as prod; to check several stages with one another, give it for each
  --replace         the store has a secret already: put this in its place
  --change <part>   asks for one part of the secret that is kept, and leaves the others: bonifiq; webhook-secret, which goes
                    before the newest one that is kept, so that the shop may go on signing with that for a while; or store-api,
                    the key of a WooCommerce shop's REST API (permissions: Read), or the app of a Shopify shop (scopes: read_orders,
                    read_customers), by which orders are found that webhooks lost
  --untried         BonifiQ is not asked whether it takes the credentials; else nothing is kept that it refuses. Another stage
                    than prod says in BONIFIQ_BASE_URL which BonifiQ to ask
  --kms-key <arn>   the secret is encrypted with this KMS key, which is the stack's parameter kmsKeyArn; a secret that is kept keeps
                    the key that it has, unless this names another
  --tag             of all stores: secrets that were kept by hand or by an older version get the tags that they lack
  --check           of all stores: secrets that are missing, unreadable, short or without their tags, a webhook secret or
                    BonifiQ user that two stores or stages share, and different credentials under one account
  --json            one JSON object a line

Exit codes: 0 done and nothing wrong, 1 something is wrong`;

/** The faults that a new secret is not kept with; others are only told, as they may last for a rotation. */
const REFUSED: readonly SecretFault['fault'][] = [
  'unreadable',
  'noCredentials',
  'unusableStoreApi',
  'sharedWebhookSecret',
  'sharedAccount',
];

/** `npm run secret`: no secret gets into an argument, a file or the shell's history. */
try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string', multiple: true, default: [] },
      replace: { type: 'boolean', default: false },
      change: { type: 'string' },
      untried: { type: 'boolean', default: false },
      'kms-key': { type: 'string' },
      tag: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [id, ...others] = positionals;
  const [stage, ...stages] = new Set(values.stage);
  const modes = [values.check, values.tag, id !== undefined].filter(Boolean).length;
  const kmsKey = values['kms-key'] ?? null;
  const part = PARTS.find((one) => one === values.change);
  const isClear =
    stage !== undefined &&
    others.length === 0 &&
    modes === 1 &&
    (values.check || stages.length === 0) &&
    (kmsKey === null || id !== undefined) &&
    (values.change === undefined || (part !== undefined && !values.replace));
  if (values.help) print(HELP);
  else if (!isClear) fail(HELP);
  else if (kmsKey !== null && !keyArn.pattern.test(kmsKey))
    fail(shown`--kms-key is "${kmsKey}"; write ${keyArn.wanted}`);
  else {
    const { stores } = await configHere();
    const store = stores.find((one) => one.id === id);
    if (values.check) await check([stage, ...stages], stores, values.json);
    else if (values.tag) await tag(stage, stores);
    else if (store === undefined) fail(`ponte.config.ts has no store "${id}"`);
    else await askAndKeep({ ...values, stage, store, stores, part: part ?? null, kmsKey });
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

/** Before anybody types a secret in vain. */
async function connected(): Promise<SecretsManagerClient> {
  const client = new SecretsManagerClient({});
  await client.config.region().catch(() => {
    throw new Error('no region is set: put the one of the stage into AWS_REGION, such as sa-east-1');
  });
  return client;
}

async function check(stages: readonly string[], stores: readonly Store[], json: boolean): Promise<void> {
  const client = await connected();
  const read = await Promise.all(stages.map((stage) => readSecrets(client, stage, stores)));
  const tags = await Promise.all(stages.map((stage) => readTags(client, stage, stores)));
  const faults = [...secretFaults(read.flat()), ...tagFaults(tags.flat())];
  for (const fault of faults) print(json ? JSON.stringify(fault) : inWords(fault));
  if (!json) print(faults.length === 0 ? `${read.flat().length} secrets, nothing wrong.` : `${faults.length} wrong.`);
  if (faults.length > 0) process.exitCode = 1;
}

/**
 * One after the other: Secrets Manager takes 50 such changes a second.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
async function tag(stage: string, stores: readonly Store[]): Promise<void> {
  const client = await connected();
  const all = await readTags(client, stage, stores);
  for (const { store, tags } of all) {
    const name = secretName(stage, store.id);
    if (tags.kind === 'missing') fail(`${name} is missing: npm run secret -- ${store.id} --stage ${stage}`);
    else if (tags.kind === 'unread') fail(`${name} has tags that cannot be read: ${tags.because}`);
    else if (tags.kind === 'wrong') {
      await tagSecret(client, stage, store);
      print(`${name} has its tags now; it lacked ${tags.keys.join(', ')}`);
    }
  }
  print(`${all.length} secrets were looked at.`);
}

interface Asked {
  readonly stage: string;
  readonly store: Store;
  /** All that are configured. */
  readonly stores: readonly Store[];
  /** Null: the whole secret. */
  readonly part: Part | null;
  readonly replace: boolean;
  readonly untried: boolean;
  /** Null: the one that it has, or Secrets Manager's own. */
  readonly kmsKey: string | null;
}

async function askAndKeep({ stage, store, stores, part, replace, untried, kmsKey }: Asked): Promise<void> {
  const client = await connected();
  const kept =
    part === null ? null : await fetchSecret(client, secretName(stage, store.id), AbortSignal.timeout(30_000));
  if (kept !== null && kept.kind !== 'parsed') {
    return fail(`${secretName(stage, store.id)} cannot be changed: ${whyUnread(kept)}`);
  }
  const text = await askForSecret(store.platform, part === null || kept === null ? null : { part, kept: kept.secrets });
  const isTyped = part === null || part === 'bonifiq';
  const bonifiq = isTyped ? (parsedSecrets(text)?.bonifiq ?? null) : null;
  if (bonifiq !== null && !untried && !(await isTaken(stage, bonifiq))) return;
  await keep(client, { stage, store, stores, text, replace: replace || part !== null, kmsKey });
}

function parsedSecrets(text: string): StoreSecrets | null {
  const parsed = parseSecret(text);
  return parsed.kind === 'parsed' ? parsed.secrets : null;
}

/** Whether BonifiQ takes credentials. Tells where it does not, or cannot be asked. */
async function isTaken(stage: string, credentials: BonifiqCredentials): Promise<boolean> {
  const baseUrl = process.env.BONIFIQ_BASE_URL ?? (stage === 'prod' ? PRODUCTION_URL : null);
  if (baseUrl === null) {
    complain('The credentials were not tried: BONIFIQ_BASE_URL does not say which BonifiQ the stage calls.');
    return true;
  }
  const tried = await tryCredentials(credentials, baseUrl);
  if (tried.kind !== 'taken') fail(`nothing was kept: ${tried.because}; --untried keeps them all the same`);
  return tried.kind === 'taken';
}

interface Kept extends Pick<Asked, 'stage' | 'store' | 'stores' | 'replace' | 'kmsKey'> {
  readonly text: string;
}

async function keep(
  client: SecretsManagerClient,
  { stage, store, stores, text, replace, kmsKey }: Kept,
): Promise<void> {
  const name = secretName(stage, store.id);
  const others = stores.filter((one) => one !== store);
  const all = [{ stage, store, secret: parseSecret(text) }, ...(await readSecrets(client, stage, others))];
  const faults = secretFaults(all).filter(({ secrets, fault }) => secrets.includes(name) || fault === 'unreadable');
  const refused = faults.filter(({ secrets, fault }) => secrets.includes(name) && REFUSED.includes(fault));
  if (refused.length > 0)
    return fail(inLines(['nothing was kept:', ...refused.map((fault) => `  - ${inWords(fault)}`)]));
  for (const fault of faults) complain(inWords(fault));
  const { text: keyed, isNew } = await withCustomerKey(client, name, text);
  try {
    await writeSecret(client, { stage, store, text: keyed, replace, kmsKey });
    print(`${name} is kept in Secrets Manager`);
    if (replace && isNew)
      print(`It has a new customerKey: ./ponte customer --index --stage ${stage} finds older orders by it.`);
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    fail(`${name} exists already; --replace puts this in its place`);
  }
}

function inWords({ secrets, text }: SecretFault): string {
  return `${secrets.join(' and ')} ${text}`;
}

function fail(message: string | Shown): void {
  complain(message);
  process.exitCode ||= 1;
}
