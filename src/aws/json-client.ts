import { isClockSkewError, isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { SignatureV4 } from '@smithy/signature-v4';
import { type AwsError, readAwsError } from './aws-error.ts';
import { readText } from './read-text.ts';
import { Sha256 } from './sha256.ts';

type SignerOptions = ConstructorParameters<typeof SignatureV4>[0];
type SignedRequest = Awaited<ReturnType<SignatureV4['signRequest']>>;

/** What a client is made with, as the SDK's clients have it in their `config`. */
export interface ServiceSettings extends Pick<SignerOptions, 'region' | 'credentials'> {
  readonly requestHandler: {
    handle(
      request: SignedRequest,
      options: { readonly abortSignal: AbortSignal },
    ): Promise<{ readonly response: Answer }>;
  };
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: the SDK's type; in Node it is a stream.
  readonly body?: any;
}

export interface JsonService {
  /** As the signature names it, such as `dynamodb`. */
  readonly name: string;
  /** What `X-Amz-Target` names before the operation, such as `DynamoDB_20120810`. */
  readonly target: string;
  /** The first attempt included. */
  readonly maxAttempts: number;
  /** Longest delay of the first retry; each further one doubles it. */
  readonly baseDelayMs: number;
}

/** Sends one operation's input, and resolves to its output, both as JSON text. Rejects with `AwsError` where the service does. */
export type CallService = (
  operation: string,
  input: string,
  to: { readonly url: URL; readonly signal: AbortSignal },
) => Promise<string>;

/** The service refuses a signature whose time is five minutes off. */
const MAX_SKEW_MS = 4 * 60_000;

/**
 * A client of a service that speaks AWS JSON 1.0, made of the parts that the SDK is made of: it signs, retries and keeps
 * connections as that does.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createJsonClient(
  { name, target, maxAttempts, baseDelayMs: baseDelay }: JsonService,
  { region, credentials, requestHandler }: ServiceSettings,
): CallService {
  const signer = new SignatureV4({ service: name, region, credentials, sha256: Sha256 });
  const retries = new StandardRetryStrategy({ maxAttempts, baseDelay });
  /** Of the service's clock before this one. */
  let skewMs = 0;

  async function attempt(operation: string, body: string, url: URL, abortSignal: AbortSignal): Promise<string> {
    const { protocol, hostname, host, port } = url;
    const headers = { host, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `${target}.${operation}` };
    const address = { protocol, hostname, ...(port !== '' && { port: Number(port) }), path: '/' };
    const signedWith = skewMs;
    const signed = await signer.sign(
      { method: 'POST', ...address, headers, body },
      { signingDate: new Date(Date.now() + signedWith) },
    );
    const { response } = await requestHandler.handle(signed, { abortSignal });
    const answer = await readText(response.body);
    if (response.statusCode < 300) return answer;
    const error = readAwsError(response.statusCode, answer);
    if (isClockSkewError(asSdkError(error))) correctClock(response.headers.date, signedWith, error);
    throw error;
  }

  function correctClock(date: string | undefined, signedWith: number, error: AwsError): void {
    const aheadMs = Date.parse(date ?? '') - Date.now();
    if (!(Math.abs(aheadMs - signedWith) >= MAX_SKEW_MS)) return;
    skewMs = aheadMs;
    error.$metadata.clockSkewCorrected = true;
  }

  return async (operation, input, { url, signal }) => {
    let token = await retries.acquireInitialRetryToken('');
    for (;;) {
      try {
        signal.throwIfAborted();
        const answer = await attempt(operation, input, url, signal);
        retries.recordSuccess(token);
        return answer;
      } catch (error) {
        if (signal.aborted || !(error instanceof Error)) throw error;
        token = await retries.refreshRetryTokenForRetry(token, { errorType: kindOf(error) }).catch(() => {
          throw error;
        });
      }
    }
  };
}

type SdkError = Parameters<typeof isTransientError>[0];

function kindOf(failure: Error) {
  const error = asSdkError(failure);
  if (isThrottlingError(error)) return 'THROTTLING';
  return isTransientError(error) ? 'TRANSIENT' : 'CLIENT_ERROR';
}

/** The SDK's type is written without `exactOptionalPropertyTypes`. */
function asSdkError(error: Error): SdkError {
  return error as Error & SdkError;
}
