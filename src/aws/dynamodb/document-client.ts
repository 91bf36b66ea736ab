import { partition } from '@aws-sdk/core/client';
import type {
  BatchGetCommandInput,
  BatchGetCommandOutput,
  DeleteCommandInput,
  DeleteCommandOutput,
  GetCommandInput,
  GetCommandOutput,
  PutCommandInput,
  PutCommandOutput,
  QueryCommandInput,
  QueryCommandOutput,
  ScanCommandInput,
  ScanCommandOutput,
  UpdateCommandInput,
  UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { createJsonClient, type ServiceSettings } from '../json-client.ts';
import { fromWire, toWire } from './wire-format.ts';

interface Operations {
  readonly BatchGetItem: { readonly input: BatchGetCommandInput; readonly output: BatchGetCommandOutput };
  readonly GetItem: { readonly input: GetCommandInput; readonly output: GetCommandOutput };
  readonly PutItem: { readonly input: PutCommandInput; readonly output: PutCommandOutput };
  readonly UpdateItem: { readonly input: UpdateCommandInput; readonly output: UpdateCommandOutput };
  readonly DeleteItem: { readonly input: DeleteCommandInput; readonly output: DeleteCommandOutput };
  readonly Query: { readonly input: QueryCommandInput; readonly output: QueryCommandOutput };
  readonly Scan: { readonly input: ScanCommandInput; readonly output: ScanCommandOutput };
}

/** DynamoDB's operations, with attributes as plain values. Rejects with `AwsError` where DynamoDB refuses. */
export interface DocumentClient {
  call<Name extends keyof Operations>(
    operation: Name,
    input: Operations[Name]['input'],
    signal: AbortSignal,
  ): Promise<Omit<Operations[Name]['output'], '$metadata'>>;
}

/** DynamoDB's own number of attempts and delay, which are not those of other services. */
const DYNAMODB = { name: 'dynamodb', target: 'DynamoDB_20120810', maxAttempts: 4, baseDelayMs: 25 } as const;

export interface DocumentClientSettings extends ServiceSettings {
  /** In place of DynamoDB's own address. */
  readonly endpoint?: string | undefined;
}

export function createDocumentClient(settings: DocumentClientSettings): DocumentClient {
  const send = createJsonClient(DYNAMODB, settings);
  let url: URL | null = null;
  return {
    async call(operation, input, signal) {
      url ??= await addressOf(settings);
      return fromWire(await send(operation, toWire(input), { url, signal }));
    },
  };
}

/** @see https://docs.aws.amazon.com/general/latest/gr/ddb.html */
async function addressOf({ region: known, endpoint }: DocumentClientSettings): Promise<URL> {
  if (endpoint !== undefined) return new URL(endpoint);
  const region = typeof known === 'string' ? known : await known();
  return new URL(`https://dynamodb.${region}.${partition(region).dnsSuffix}`);
}

/** Every page of a query or scan. */
export async function* pagesOf<Name extends 'Query' | 'Scan'>(
  client: DocumentClient,
  operation: Name,
  input: Operations[Name]['input'],
  signal: AbortSignal,
) {
  let ExclusiveStartKey = input.ExclusiveStartKey;
  do {
    const from = ExclusiveStartKey === undefined ? input : { ...input, ExclusiveStartKey };
    const page = await client.call(operation, from, signal);
    yield page;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
}
