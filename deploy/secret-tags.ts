import {
  DescribeSecretCommand,
  type SecretsManagerClient,
  type Tag,
  TagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import { reasonOf } from '../src/aws/secrets-manager/fetch-secret.ts';
import type { Store } from '../src/domain/store.ts';
import type { SecretFault } from './secret-faults.ts';
import { secretName } from './secret-name.ts';

type TaggedStore = Pick<Store, 'id' | 'platform'>;

/** What the tags of a store's secret are, in one stage. */
export interface StageTags {
  readonly stage: string;
  readonly store: TaggedStore;
  readonly tags: TagState;
}

type TagState =
  | { readonly kind: 'right' | 'missing' }
  | { readonly kind: 'wrong'; readonly keys: readonly string[] }
  | { readonly kind: 'unread'; readonly because: string };

const WITHIN_MS = 30_000;

/** The tags of a store's secret: those of the stack, and the store's platform. The functions' roles can read no secret without them. */
export function secretTags(stage: string, { platform }: TaggedStore): Tag[] {
  return [
    { Key: 'service', Value: 'ponte' },
    { Key: 'stage', Value: stage },
    { Key: 'platform', Value: platform },
  ];
}

/** Reads the tags of every store's secret. Never rejects: what cannot be read says why. */
export async function readTags(
  client: SecretsManagerClient,
  stage: string,
  stores: readonly TaggedStore[],
): Promise<StageTags[]> {
  const abortSignal = AbortSignal.timeout(WITHIN_MS);
  return await Promise.all(
    stores.map(async (store): Promise<StageTags> => {
      try {
        const command = new DescribeSecretCommand({ SecretId: secretName(stage, store.id) });
        const { Tags = [] } = await client.send(command, { abortSignal });
        return { stage, store, tags: compared(secretTags(stage, store), Tags) };
      } catch (error) {
        const because = reasonOf(error);
        const isMissing = because === 'ResourceNotFoundException';
        return { stage, store, tags: isMissing ? { kind: 'missing' } : { kind: 'unread', because } };
      }
    }),
  );
}

function compared(wanted: readonly Tag[], found: readonly Tag[]): TagState {
  const wrong = wanted.filter(({ Key, Value }) => !found.some((tag) => tag.Key === Key && tag.Value === Value));
  return wrong.length === 0 ? { kind: 'right' } : { kind: 'wrong', keys: wrong.map(({ Key = '' }) => Key) };
}

/** Gives a store's secret its tags. Other tags stay. */
export async function tagSecret(client: SecretsManagerClient, stage: string, store: TaggedStore): Promise<void> {
  const SecretId = secretName(stage, store.id);
  await client.send(new TagResourceCommand({ SecretId, Tags: secretTags(stage, store) }));
}

/** What is wrong with tags. A secret that is missing is told of where its value is read. */
export function tagFaults(read: readonly StageTags[]): SecretFault[] {
  return read.flatMap(({ stage, store, tags }): SecretFault[] => {
    const secrets = [secretName(stage, store.id)];
    if (tags.kind === 'wrong') {
      const text = `lacks its tags (${tags.keys.join(', ')}), so that no function can read it: npm run secret -- --tag --stage ${stage}`;
      return [{ fault: 'wrongTags', secrets, text }];
    }
    return tags.kind === 'unread'
      ? [{ fault: 'tagsUnread', secrets, text: `has tags that cannot be read: ${tags.because}` }]
      : [];
  });
}
