import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { close, listen } from '../../sandbox/loopback.ts';
import { passOn } from '../../test/support/emulators/pass-on.ts';

/** Calls by operation, such as `GetItem`, and the capacity units that DynamoDB says they took. */
export interface Counted {
  readonly calls: Readonly<Record<string, number>>;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Of the bodies, both ways. */
  readonly bytes: number;
}

const consumed = z.object({ CapacityUnits: z.number() });
/** A list from a call of several items. */
const capacity = z.object({
  ConsumedCapacity: z.union([z.array(consumed), consumed.transform((one) => [one])]).default([]),
});
/** What is heard of a store is noted once in five minutes, and read by each sweep: no part of any one delivery. */
const OF_STORES = /"pk":\{"S":"STORE#/;
const WRITES = new Set(['PutItem', 'UpdateItem']);

/** Passes calls on to an emulator, counts them, and asks DynamoDB what each one took, indexes included. */
export async function startCountingProxy(target: string) {
  const calls: Record<string, number> = {};
  let readUnits = 0;
  let writeUnits = 0;
  let bytes = 0;
  const server = createServer(async (request, response) => {
    const [service = '', operation = ''] = String(request.headers['x-amz-target']).split('.');
    const isDynamoDb = service.startsWith('DynamoDB');
    const asked = await text(request);
    const reply = await passOn(
      request,
      target,
      isDynamoDb ? JSON.stringify({ ...JSON.parse(asked), ReturnConsumedCapacity: 'INDEXES' }) : asked,
    );
    const body = await reply.text();
    const isCounted = !isDynamoDb || !OF_STORES.test(asked);
    if (isCounted) {
      calls[operation] = (calls[operation] ?? 0) + 1;
      bytes += Buffer.byteLength(asked) + Buffer.byteLength(body);
    }
    if (isDynamoDb && isCounted) {
      const { ConsumedCapacity: took } = capacity.parse(JSON.parse(body));
      const units = took.reduce((sum, { CapacityUnits: more }) => sum + more, 0);
      if (WRITES.has(operation)) writeUnits += units;
      else readUnits += units;
    }
    // Without DynamoDB's checksum, which was that of the shorter answer.
    response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' }).end(body);
  });
  const url = await listen(server, 0);
  return {
    url,
    counted: (): Counted => ({ calls: { ...calls }, readUnits, writeUnits, bytes }),
    close: () => close(server),
  };
}
