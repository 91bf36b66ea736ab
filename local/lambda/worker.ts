import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { moveDate, realNow } from '../clock.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './worker-messages.ts';

type Handler = (event: unknown, context: object) => Promise<unknown>;

/** Runs one bundle in this thread: loads it, then answers one invocation after the other. */
function serve(port: MessagePort, start: WorkerStart): void {
  const tell = (message: WorkerMessage) => port.postMessage(message);
  // Written through the port, so that no line comes after the answer of its invocation or is lost with the thread.
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: Uint8Array | string) => {
      tell({ kind: 'wrote', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8') });
      return true;
    };
  }

  if (start.clock !== null) moveDate(start.clock);
  let handler: Handler;
  try {
    handler = load(start);
  } catch (error) {
    tell({ kind: 'initFailed', because: describe(error) });
    return;
  }
  port.on('message', async ({ requestId, event, endsAtMs }: InvokeMessage) => {
    try {
      const value = await handler(JSON.parse(event), contextOf(start, requestId, endsAtMs));
      tell({ kind: 'returned', value: JSON.stringify(value) ?? 'null' });
    } catch (error) {
      tell({ kind: 'failed', because: describe(error) });
    }
  });
  tell({ kind: 'ready' });
}

function load({ taskRoot, handler }: WorkerStart): Handler {
  const [file = '', name = ''] = handler.split('.');
  const bundle: unknown = createRequire(import.meta.url)(join(taskRoot, `${file}.cjs`));
  const exported: unknown = typeof bundle === 'object' && bundle !== null ? Reflect.get(bundle, name) : undefined;
  if (typeof exported === 'function') return exported as Handler;
  throw new TypeError(`${handler} is undefined or not exported`);
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf({ name: functionName, memoryMb }: WorkerStart, awsRequestId: string, endsAtMs: number): object {
  return {
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: String(memoryMb),
    awsRequestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => endsAtMs - realNow(),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

if (parentPort !== null) serve(parentPort, workerData as WorkerStart);
