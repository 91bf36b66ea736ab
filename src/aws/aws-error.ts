import * as z from 'zod/mini';
import { parseJson } from '../shared/parse-json.ts';

/** An error that a service of AWS answered with, by the service's own name for it. It has the fields of the SDK's errors. */
export class AwsError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number; clockSkewCorrected?: true };

  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.$fault = status < 500 ? 'client' : 'server';
    this.$metadata = { httpStatusCode: status };
  }
}

const text = z.catch(z.optional(z.string()), undefined);
const answered = z.object({ __type: text, message: text, Message: text });

/**
 * Reads the answer of an operation that failed. What no service would write has the name `UnknownError`.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html#operation-error-serialization
 */
export function readAwsError(status: number, body: string): AwsError {
  const { __type: type = '', message, Message } = answered.safeParse(parseJson(body)).data ?? {};
  // Such as "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException".
  const [name = ''] = type.slice(type.indexOf('#') + 1).split(':');
  return new AwsError(name || 'UnknownError', message ?? Message ?? `status ${status}`, status);
}
