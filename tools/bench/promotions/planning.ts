import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { dynamoDbClient } from '../../../test/support/emulators/dynamodb.ts';
import { s3Client } from '../../../test/support/emulators/s3.ts';
import { sqsClient } from '../../../test/support/emulators/sqs.ts';
import { startChild } from '../../../test/verify/kill/child.ts';
import { startLedgerService } from '../../../test/verify/kill/ledger-service.ts';
import { madeAudience, madeCounts } from './made-audience.ts';
import { parsed, planned } from './measured-messages.ts';
import type { PlanningReport, Run } from './planning-report.ts';
import { putAudience } from './put-audience.ts';
import { bundleMeasured, HEAP_MB, runMeasured } from './run-measured.ts';
import { takeQueued } from './take-queued.ts';

export interface PlanningOptions {
  readonly rows: number;
  readonly gzip: boolean;
  /** Progress, in words. */
  readonly emit: (text: string) => void;
}

const TABLE_NAME = 'ponte-bench';
const MAX_FEW_ROWS = 100_000;
const MINUTE_MS = 60_000;

/** Plans an audience of a tenth of the rows, at most 100,000, and then one of all of them, each in a process of its own. */
export async function measurePlanning({ rows, gzip, emit }: PlanningOptions): Promise<PlanningReport> {
  const begunAtMs = performance.now();
  const directory = await mkdtemp(join(tmpdir(), 'ponte-bench-'));
  const closers: (() => unknown)[] = [() => rm(directory, { recursive: true, force: true })];
  try {
    await bundleMeasured(directory);
    const ledger = await startLedgerService();
    closers.push(ledger.close);
    const { ready, kill } = await startChild(
      join(import.meta.dirname, 'queue-and-bucket-process.ts'),
      {},
      z.object({ endpoint: z.url(), promotionQueueUrl: z.url(), audienceBucket: z.string() }),
    );
    closers.push(kill);
    const { endpoint, promotionQueueUrl: queueUrl, audienceBucket: bucket } = ready;
    const clients = { shelf: dynamoDbClient(ledger.endpoint), s3: s3Client(endpoint), sqs: sqsClient(endpoint) };
    closers.push(() => Object.values(clients).map((client) => client.destroy()));
    await createTableIfAbsent(clients.shelf, TABLE_NAME);

    async function run(runRows: number, ago: number): Promise<Run> {
      const telling = (text: string) => emit(`${runRows} rows: ${text}`);
      const file = gzip ? 'customers.csv.gz' : 'customers.csv';
      telling('writing the file');
      const fileBytes = await putAudience(clients.s3, { Bucket: bucket, Key: file, gzip }, madeAudience(runRows));
      const input = {
        endpoint,
        dynamoDb: ledger.endpoint,
        tableName: TABLE_NAME,
        queueUrl,
        bucket,
        file,
        promotion: gzip ? 'packed' : 'plain',
        // Each run is another run.
        scheduledAtMs: Date.now() - ago * MINUTE_MS,
      };
      telling('csv-parse alone');
      const peer = await runMeasured(join(directory, 'bare-csv-process.mjs'), input, parsed);
      telling('validating, and queuing');
      const plan = await runMeasured(join(directory, 'planning-process.mjs'), input, planned);
      const queued = await takeQueued(clients.sqs, queueUrl, runRows, (count) => telling(`${count} messages checked`));
      return { rows: runRows, fileBytes, made: madeCounts(runRows), peer, plan, queued };
    }

    const few = await run(Math.min(MAX_FEW_ROWS, Math.ceil(rows / 10)), 2);
    const all = await run(rows, 1);
    const tookMs = performance.now() - begunAtMs;
    return { gzip, dynamoDb: ledger.kind, heapMb: HEAP_MB, few, all, tookMs };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}
