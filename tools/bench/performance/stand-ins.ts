import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import { drain } from '../../../test/support/emulators/sqs.ts';
import { startChild } from '../../../test/verify/kill/child.ts';
import { environmentSchema } from '../../../test/verify/kill/child-side.ts';
import type { Certificate } from './certificate.ts';
import config from './performance.config.ts';

/** The services that the functions call. */
export interface StandIns {
  /** Of every function, as far as services go. */
  readonly environment: Readonly<Record<string, string>>;
  /** Points that the points API gave a customer, or all of them, and in how many changes. */
  given(customer: string | null): Promise<{ readonly points: number; readonly changes: number }>;
  /** Takes all messages out of the queue of postings or of promotions. */
  drain(queue: 'postings' | 'promotions'): Promise<readonly string[]>;
  close(): Promise<void>;
}

export const SECRET_PREFIX = 'ponte/bench/';
export const TABLES = { ledger: 'ponte-bench', empty: 'ponte-bench-empty' } as const;
export const PEER_TABLES = { orders: 'bench-peer', idempotency: 'bench-peer-idempotency' } as const;
const CREDENTIALS = { username: 'bench', password: 'made-up' };
const AUDIENCE_ROWS = 100;

export const webhookSecretOf = (store: string) => `made-up-webhook-secret-of-${store}`;

const ready = z.object({
  sandboxUrl: z.url(),
  sqsEndpoint: z.url(),
  queueUrl: z.url(),
  promotionQueueUrl: z.url(),
  environment: environmentSchema,
});
const sandboxState = z.object({ changes: z.array(z.object({ customer: z.string(), points: z.number() })) });

/** Starts them with an answer that takes `latencyMs` more than this machine takes. */
export async function startStandIns({ key, cert, file }: Certificate, latencyMs: number): Promise<StandIns> {
  const secrets = Object.fromEntries(
    config.stores.map(({ id }) => [
      SECRET_PREFIX + id,
      JSON.stringify({ bonifiq: CREDENTIALS, webhookSecrets: [webhookSecretOf(id)] }),
    ]),
  );
  const customers = Array.from({ length: AUDIENCE_ROWS }, (_, row) => `vip${row}@example.com`);
  const input = {
    key,
    cert,
    latencyMs,
    secrets,
    credentials: CREDENTIALS,
    tables: Object.values(TABLES),
    plainTables: { [PEER_TABLES.orders]: 'pk', [PEER_TABLES.idempotency]: 'id' },
    audience: { file: 'vip.csv', text: ['customer', ...customers, ''].join('\n') },
  };
  const child = await startChild(join(import.meta.dirname, 'stand-ins-process.ts'), input, ready);
  const { sandboxUrl, sqsEndpoint, queueUrl, promotionQueueUrl, environment } = child.ready;
  const sqs = new SQSClient({ ...LOCAL_CLIENT, endpoint: sqsEndpoint });
  return {
    environment: { ...environment, NODE_EXTRA_CA_CERTS: file },
    async given(customer) {
      const answer = await fetch(`${sandboxUrl}/sandbox/state`);
      const { changes } = sandboxState.parse(await answer.json());
      const own = changes.filter((change) => customer === null || change.customer === customer);
      return { points: own.reduce((sum, { points }) => sum + points, 0), changes: own.length };
    },
    drain: (queue) => drain(sqs, queue === 'postings' ? queueUrl : promotionQueueUrl),
    async close() {
      sqs.destroy();
      await child.kill();
    },
  };
}
