import { errorFields } from '../src/aws/cloudwatch/error-fields.ts';
import { ownLines, type Shown, shown } from './terminal.ts';

/** What keeps a command from its work, in words for whoever called it. Holds nothing of an item, a request or a secret. */
export class Failure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Failure';
  }
}

/** What was asked for by its name is not there. */
export class NotThere extends Failure {}

/** Where a command works. */
export type Place =
  | { readonly kind: 'stage'; readonly stage: string }
  | { readonly kind: 'local'; readonly state: string };

/** A service that a command asks. */
interface Service {
  /** Such as `The table ponte-prod-ledger in sa-east-1`. */
  readonly what: string;
  /** Whose it is; what to do about some errors differs. */
  readonly of: Place;
}

const services = new WeakMap<Error, Service>();

/** The same port; what it rejects with is known to come from this service. */
export function located<Port extends object>(port: Port, service: Service): Port {
  const note = (error: unknown) => {
    if (error instanceof Error && !services.has(error)) services.set(error, service);
    throw error;
  };
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        const result: unknown = Reflect.apply(member, target, args);
        if (result instanceof Promise) return result.catch(note);
        return isAsyncIterable(result) ? noted(result, note) : result;
      };
    },
  });
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* noted(values: AsyncIterable<unknown>, note: (error: unknown) => void) {
  try {
    yield* values;
  } catch (error) {
    note(error);
  }
}

/** Errors whose own words may be shown; those of others may quote an item or a signed request. */
const TELLING = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'AudienceFault',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'NoSuchBucket',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
]);

const NO_CREDENTIALS = 'Set AWS_PROFILE to a profile of yours, or log in: aws sso login.';
const OLD_CREDENTIALS = 'The session has ended, or belongs to another account: log in again, or set AWS_PROFILE.';
const NOT_THERE = (stage: string) =>
  `Is the stage ${stage} deployed, and in this region and account? AWS_REGION and AWS_PROFILE say where to look.`;
const UNREACHABLE = (stage: string) =>
  `Is there a network, and is this the region of ${stage}? AWS_REGION says where to look.`;

/** By the names of AWS's errors, and by the codes of Node's. */
const NEXT: Readonly<Record<string, string | ((stage: string) => string)>> = {
  CredentialsProviderError: NO_CREDENTIALS,
  ExpiredToken: OLD_CREDENTIALS,
  ExpiredTokenException: OLD_CREDENTIALS,
  InvalidAccessKeyId: OLD_CREDENTIALS,
  InvalidClientTokenId: OLD_CREDENTIALS,
  UnrecognizedClientException: OLD_CREDENTIALS,
  InvalidSignatureException: 'The secret key is another one, or the clock of this machine is wrong.',
  SignatureDoesNotMatch: 'The secret key is another one, or the clock of this machine is wrong.',
  AccessDenied: 'Somebody who may change IAM has to allow it for this role.',
  AccessDeniedException: 'Somebody who may change IAM has to allow it for this role.',
  ResourceNotFoundException: NOT_THERE,
  QueueDoesNotExist: NOT_THERE,
  NoSuchBucket: NOT_THERE,
  ThrottlingException: 'Too much was asked at once: call it again in a minute.',
  ProvisionedThroughputExceededException: 'Too much was asked at once: call it again in a minute.',
  TimeoutError: 'It did not answer in time: call it again. What is done is done, and is not done twice.',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};

/** Of the local platform's services, whatever the error. */
const LOCAL =
  'Does the local platform still run, and is its disk full? What it prints says more; npm start starts it again.';

/** What failed, where, and what to do next. */
export function describeFailure(thrown: unknown): Shown {
  if (!(thrown instanceof Error)) return shown`An unexpected failure: ${typeof thrown} was thrown.`;
  if (thrown instanceof Failure || thrown.name === 'ConfigError') return ownLines(thrown.message);
  if (thrown.name === 'AudienceFault') return shown`${thrown.message}`;
  const error = rootOf(thrown);
  const { error: name, code, stack } = errorFields(error);
  const next = NEXT[name] ?? NEXT[code];
  const service = serviceOf(thrown);
  const where = service === undefined ? '' : `${service.what}: `;
  const told = TELLING.has(name) ? `${name}: ${error.message}` : [...new Set([name, code])].join(', ');
  if (service?.of.kind === 'local') return shown`${where}${told}\n${LOCAL}`;
  if (next === undefined)
    return shown`${where}${told}\nThis is not expected; report it with these lines: ${stack.join(' < ')}`;
  return shown`${where}${told}\n${typeof next === 'string' ? next : next(service?.of.stage ?? 'it')}`;
}

/** The ledger and fetch put what happened into the cause. */
function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

function serviceOf(error: Error): Service | undefined {
  return services.get(error) ?? (error.cause instanceof Error ? serviceOf(error.cause) : undefined);
}
