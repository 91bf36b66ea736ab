import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type SecretFault, secretFaults } from '../../deploy/secret-faults.ts';
import { readTags, tagFaults } from '../../deploy/secret-tags.ts';
import { fetchSecret } from '../../src/aws/secrets-manager/fetch-secret.ts';
import { counted } from '../counted.ts';
import { type Found, fine, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

const DAY_MS = 86_400_000;
const OLD_DAYS = 365;

const WHY: Readonly<Record<SecretFault['fault'], string>> = {
  missing: 'deliveries of the store cannot be verified, and wait',
  unreadable: 'deliveries of the store cannot be verified, and wait',
  wrongTags: 'the functions may read by tag only: deliveries of the store wait',
  tagsUnread: 'the functions may read by tag only',
  noCredentials: 'orders of the store are recorded, and their points wait',
  unusableStoreApi: 'what webhooks of the store lose is not found',
  shortWebhookSecret: 'whoever guesses it can send orders',
  sharedWebhookSecret: 'a delivery of one store is genuine for the other',
  sharedAccount: 'two orders of one number could get one change key, and calls are paced apart',
  sharedByStages: 'an order gets its points once for each stage',
  twoCredentials: 'one of them may be refused while the other works',
};
/** Ponte works with them. */
const WARNINGS: ReadonlySet<SecretFault['fault']> = new Set([
  'unusableStoreApi',
  'shortWebhookSecret',
  'twoCredentials',
  'tagsUnread',
]);

/** Shape, sharing, tags and age of the stores' secrets. No value is shown. */
export async function checkSecrets({ connection, deadline }: Subject): Promise<readonly Found[]> {
  const { secretsManager, secretPrefix, place } = connection.services;
  const { stores } = await connection.config();
  const stage = place.kind === 'stage' ? place.stage : 'local';
  const read = await Promise.all(
    stores.map(async (store) => ({
      stage,
      store,
      secret: await fetchSecret(secretsManager, secretPrefix + store.id, deadline.signal),
    })),
  );
  const tags = place.kind === 'stage' ? tagFaults(await readTags(secretsManager, stage, stores)) : [];
  // --bonifiq has one login for everybody.
  const isMeant = (fault: SecretFault) => place.kind === 'stage' || fault.fault !== 'sharedAccount';
  const faults = [...secretFaults(read).filter(isMeant), ...tags].map(foundOf);
  const readable = read.filter(({ secret }) => secret.kind === 'parsed').map(({ store }) => secretPrefix + store.id);
  const old = place.kind === 'stage' ? await oldOnes({ connection, deadline }, readable) : [];
  return [...faults, ...old, ...(faults.length === 0 ? [fine(`${counted(stores.length, 'secret')} can be used`)] : [])];
}

function foundOf({ fault, secrets, text }: SecretFault): Found {
  const [said = text, next] = text.split(/: (?=npm run )|; (?=give |name |choose )/);
  const what = `${secrets.join(' and ')} ${said}`;
  const todo = next ?? 'docs/operating.md has how to change a secret.';
  return WARNINGS.has(fault) ? warning(what, WHY[fault], todo) : wrong(what, WHY[fault], todo);
}

async function oldOnes({ connection, deadline }: Omit<Subject, 'probe'>, names: readonly string[]): Promise<Found[]> {
  const described = await Promise.all(
    names.map(async (SecretId) => {
      const command = new DescribeSecretCommand({ SecretId });
      const { LastChangedDate, CreatedDate } = await connection.services.secretsManager.send(command, {
        abortSignal: deadline.signal,
      });
      const since = LastChangedDate ?? CreatedDate;
      return { name: SecretId, days: since && Math.floor((connection.now() - since.getTime()) / DAY_MS) };
    }),
  );
  return described.flatMap(({ name, days }) =>
    days !== undefined && days > OLD_DAYS
      ? [
          warning(
            `${name} is ${days} days old`,
            'whoever has seen it can still use it',
            'Rotate it: docs/operating.md has how, without a pause.',
          ),
        ]
      : [],
  );
}
