import { parseArgs } from 'node:util';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  SecretsManagerClient,
  type Tag,
} from '@aws-sdk/client-secrets-manager';
import config from '../ponte.config.ts';
import { parseSecret } from '../src/aws/secrets-manager/secret-shape.ts';
import { startAsking } from './ask.ts';
import { secretName } from './secret-name.ts';

const HELP = `npm run secret -- <store> --stage <stage> [--replace]

Asks for a store's secrets, without showing them, and keeps them in Secrets Manager.

  <store>           a store's id in ponte.config.ts
  --stage <stage>   such as prod
  --replace         the store has a secret already: put this in its place`;

/** `npm run secret`: no secret gets into an argument, a file or the shell's history. */
try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      replace: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [store] = positionals;
  if (values.help) console.log(HELP);
  else if (store === undefined || positionals.length > 1 || values.stage === undefined) fail(HELP);
  else if (!config.stores.some(({ id }) => id === store)) fail(`ponte.config.ts has no store "${store}"`);
  else await keep(values.stage, store, await askForSecret(), values.replace);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
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

async function keep(stage: string, store: string, text: string, replace: boolean): Promise<void> {
  const name = secretName(stage, store);
  const parsed = parseSecret(text);
  const faults = parsed.kind === 'invalid' ? parsed.reasons : parsed.faults;
  if (faults.length > 0) return fail(['nothing was kept:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
  const client = new SecretsManagerClient({});
  try {
    if (replace) await client.send(new PutSecretValueCommand({ SecretId: name, SecretString: text }));
    else await client.send(new CreateSecretCommand({ Name: name, SecretString: text, Tags: tagsOf(stage) }));
    console.log(`${name} is kept in Secrets Manager`);
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
    fail(`${name} exists already; --replace puts this in its place`);
  }
}

/** Those of the stack. */
function tagsOf(stage: string): Tag[] {
  return [
    { Key: 'service', Value: 'ponte' },
    { Key: 'stage', Value: stage },
  ];
}

function fail(message: string): void {
  console.error(message);
  process.exitCode ||= 1;
}
