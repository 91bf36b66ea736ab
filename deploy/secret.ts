import { parseArgs } from 'node:util';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { complain, inLines, print, type Shown, shown } from '../cli/terminal.ts';
import config from '../ponte.config.ts';
import { parseSecret } from '../src/aws/secrets-manager/secret-shape.ts';
import type { Store } from '../src/domain/store.ts';
import { startAsking } from './ask.ts';
import { withCustomerKey } from './customer-key.ts';
import { readSecrets } from './read-secrets.ts';
import { type SecretFault, secretFaults } from './secret-faults.ts';
import { secretName } from './secret-name.ts';
import { readTags, secretTags, tagFaults, tagSecret } from './secret-tags.ts';

const HELP = shown`npm run secret -- <store> --stage <stage> [--replace]
npm run secret -- --tag --stage <stage>
npm run secret -- --check --stage <stage>… [--json]

Asks for a store's secrets, without showing them, and keeps them in Secrets Manager; or gives those that are kept the tags by
which the functions may read them; or reads all that are kept, and tells what is wrong with them, without showing any.

  <store>           a store's id in ponte.config.ts
  --stage <stage>   such as prod; to check several stages with one another, give it for each
  --replace         the store has a secret already: put this in its place
  --tag             of all stores: secrets that were kept by hand or by an older version get the tags that they lack
  --check           of all stores: secrets that are missing, unreadable, short or without their tags, a webhook secret or
                    BonifiQ user that two stores or stages share, and different credentials under one account
  --json            one JSON object a line

Exit codes: 0 done and nothing wrong, 1 something is wrong`;

/** The faults that a new secret is not kept with; others are only told, as they may last for a rotation. */
const REFUSED: readonly SecretFault['fault'][] = [
  'unreadable',
  'noCredentials',
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
      tag: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [id, ...others] = positionals;
  const [stage, ...stages] = new Set(values.stage);
  const store = config.stores.find((one) => one.id === id);
  const modes = [values.check, values.tag, id !== undefined].filter(Boolean).length;
  if (values.help) print(HELP);
  else if (stage === undefined || others.length > 0 || modes !== 1) fail(HELP);
  else if (values.check) await check([stage, ...stages], values.json);
  else if (stages.length > 0) fail(HELP);
  else if (values.tag) await tag(stage);
  else if (store === undefined) fail(`ponte.config.ts has no store "${id}"`);
  else await keep(await connected(), { stage, store, text: await askForSecret(), replace: values.replace });
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

async function check(stages: readonly string[], json: boolean): Promise<void> {
  const client = await connected();
  const read = await Promise.all(stages.map((stage) => readSecrets(client, stage, config.stores)));
  const tags = await Promise.all(stages.map((stage) => readTags(client, stage, config.stores)));
  const faults = [...secretFaults(read.flat()), ...tagFaults(tags.flat())];
  for (const fault of faults) print(json ? JSON.stringify(fault) : inWords(fault));
  if (!json) print(faults.length === 0 ? `${read.flat().length} secrets, nothing wrong.` : `${faults.length} wrong.`);
  if (faults.length > 0) process.exitCode = 1;
}

/**
 * One after the other: Secrets Manager takes 50 such changes a second.
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
async function tag(stage: string): Promise<void> {
  const client = await connected();
  const all = await readTags(client, stage, config.stores);
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

async function askForSecret(): Promise<string> {
  const { ask, close } = startAsking();
  const username = await ask('BonifiQ username');
  const password = await ask('BonifiQ password');
  const webhookSecrets: string[] = [];
  for (let more = true; more; ) {
    const secret = await ask(
      webhookSecrets.length === 0 ? 'Webhook secret' : 'An older webhook secret still in use, or nothing',
    );
    if (secret === '') more = false;
    else webhookSecrets.push(secret);
  }
  close();
  return JSON.stringify({ bonifiq: { username, password }, webhookSecrets });
}

interface Kept {
  readonly stage: string;
  readonly store: Store;
  readonly text: string;
  readonly replace: boolean;
}

async function keep(client: SecretsManagerClient, { stage, store, text, replace }: Kept): Promise<void> {
  const name = secretName(stage, store.id);
  const others = config.stores.filter((one) => one !== store);
  const all = [{ stage, store, secret: parseSecret(text) }, ...(await readSecrets(client, stage, others))];
  const faults = secretFaults(all).filter(({ secrets, fault }) => secrets.includes(name) || fault === 'unreadable');
  const refused = faults.filter(({ secrets, fault }) => secrets.includes(name) && REFUSED.includes(fault));
  if (refused.length > 0)
    return fail(inLines(['nothing was kept:', ...refused.map((fault) => `  - ${inWords(fault)}`)]));
  for (const fault of faults) complain(inWords(fault));
  const { text: SecretString, isNew } = await withCustomerKey(client, name, text);
  try {
    if (replace) {
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
      await tagSecret(client, stage, store);
    } else {
      await client.send(new CreateSecretCommand({ Name: name, SecretString, Tags: secretTags(stage, store) }));
    }
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
