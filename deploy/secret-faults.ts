import type { FetchedSecret } from '../src/aws/secrets-manager/fetch-secret.ts';
import { isShort } from '../src/aws/secrets-manager/secret-shape.ts';
import type { Store } from '../src/domain/store.ts';
import { decodeHtmlEntities } from '../src/platforms/woocommerce/decode-html-entities.ts';
import { secretName } from './secret-name.ts';

/** What one store's secret was read as, in one stage. */
export interface StageSecret {
  readonly stage: string;
  readonly store: Pick<Store, 'id' | 'account' | 'platform'>;
  readonly secret: FetchedSecret;
}

/** What is wrong with secrets, in words that quote none. */
export interface SecretFault {
  readonly fault:
    | 'missing'
    | 'unreadable'
    /** The functions' roles read by tag. */
    | 'wrongTags'
    | 'tagsUnread'
    | 'noCredentials'
    | 'unusableStoreApi'
    | 'shortWebhookSecret'
    /** A delivery signed for one of the stores would be genuine for the other. */
    | 'sharedWebhookSecret'
    /** Order numbers of the two may collide, and each has a circuit breaker of its own. */
    | 'sharedAccount'
    /** Each stage gives an order its points. */
    | 'sharedByStages'
    | 'twoCredentials';
  /** By the names in Secrets Manager, such as `ponte/prod/my-shop`. */
  readonly secrets: readonly string[];
  readonly text: string;
}

interface Usable extends Omit<StageSecret, 'secret'> {
  readonly name: string;
  readonly webhookSecrets: readonly string[];
  readonly username: string | null;
  /** Equal for equal credentials. */
  readonly version: string;
}

/** All that is wrong with the secrets of some stages, each by itself and with one another. */
export function secretFaults(read: readonly StageSecret[]): SecretFault[] {
  const usable = read.flatMap(({ stage, store, secret }): readonly Usable[] => {
    if (secret.kind !== 'parsed') return [];
    const { webhookSecrets, bonifiq, version } = secret.secrets;
    return [
      { stage, store, name: secretName(stage, store.id), webhookSecrets, username: bonifiq?.username ?? null, version },
    ];
  });
  return [...read.flatMap(faultsOfOne), ...sharedWebhookSecrets(usable), ...accountFaults(usable)];
}

function faultsOfOne({ stage, store, secret }: StageSecret): SecretFault[] {
  const secrets = [secretName(stage, store.id)];
  if (secret.kind === 'unavailable') {
    return secret.because === 'ResourceNotFoundException'
      ? [{ fault: 'missing', secrets, text: `is missing: npm run secret -- ${store.id} --stage ${stage}` }]
      : [{ fault: 'unreadable', secrets, text: `cannot be read: ${secret.because}` }];
  }
  if (secret.kind === 'invalid')
    return [{ fault: 'unreadable', secrets, text: `cannot be used: ${secret.reasons.join('; ')}` }];
  const faults: SecretFault[] = [];
  if (secret.faults.length > 0)
    faults.push({ fault: 'noCredentials', secrets, text: `holds no usable credentials: ${secret.faults.join('; ')}` });
  if (secret.storeApiFaults.length > 0) {
    const text = `holds no usable key of the shop's API: ${secret.storeApiFaults.join('; ')}`;
    faults.push({ fault: 'unusableStoreApi', secrets, text });
  }
  if (secret.secrets.webhookSecrets.some(isShort)) {
    const text = 'has a webhook secret of fewer than 16 characters, which could be guessed; choose a longer one';
    faults.push({ fault: 'shortWebhookSecret', secrets, text });
  }
  return faults;
}

/** Of one stage: the stages of one shop are sent its deliveries with the shop's one secret. */
function sharedWebhookSecrets(usable: readonly Usable[]): SecretFault[] {
  return pairs(usable).flatMap(([one, other]) => {
    if (one.stage !== other.stage) return [];
    const keys = new Set(keysOf(one));
    if (!keysOf(other).some((key) => keys.has(key))) return [];
    const text =
      'have a webhook secret in common: whoever signs for one shop signs for the other; give one of them another';
    return [{ fault: 'sharedWebhookSecret', secrets: [one.name, other.name], text }];
  });
}

/** What the platform signs with. */
function keysOf({ store, webhookSecrets }: Usable): readonly string[] {
  return store.platform === 'woocommerce' ? webhookSecrets.map(decodeHtmlEntities) : webhookSecrets;
}

/** BonifiQ's user name stands for one account of BonifiQ, whatever its password. */
function accountFaults(usable: readonly Usable[]): SecretFault[] {
  return pairs(usable.filter(({ username }) => username !== null)).flatMap(([one, other]): SecretFault[] => {
    const secrets = [one.name, other.name];
    const sameUser = one.username === other.username;
    if (one.stage !== other.stage) {
      const text = `have the same BonifiQ user: the stages ${one.stage} and ${other.stage} would each give an order's points`;
      return sameUser ? [{ fault: 'sharedByStages', secrets, text }] : [];
    }
    if (one.store.account !== other.store.account) {
      const text = `have the same BonifiQ user, and two accounts, "${one.store.account}" and "${other.store.account}", in ponte.config.ts; name one account in both stores`;
      return sameUser ? [{ fault: 'sharedAccount', secrets, text }] : [];
    }
    const text = `have different BonifiQ credentials, and one account, "${one.store.account}", in ponte.config.ts; give both the same, or name two accounts`;
    return one.version === other.version ? [] : [{ fault: 'twoCredentials', secrets, text }];
  });
}

function pairs<Value>(values: readonly Value[]): (readonly [Value, Value])[] {
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => [one, other] as const));
}
