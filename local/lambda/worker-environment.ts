import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import { realNow } from '../clock.ts';
import { messageOf } from '../message-of.ts';
import { createAnswers } from './answers.ts';
import type {
  ExecutionEnvironment,
  FunctionDefinition,
  FunctionLog,
  InvocationResult,
} from './execution-environment.ts';
import { INIT_TIMEOUT_MS } from './limits.ts';
import { lineByLine } from './line-by-line.ts';
import { type InvokeMessage, type WorkerMessage, type WorkerStart, workerMessage } from './worker-messages.ts';

const fromGateway = z.object({ requestContext: z.object({ requestId: z.string() }) });

/** An execution environment that is a thread of this process, with environment variables of its own. */
export async function startWorkerEnvironment(
  { name, taskRoot, handler, environment, timeoutMs, memoryMb, clock }: FunctionDefinition,
  log: FunctionLog,
): Promise<ExecutionEnvironment> {
  const start: WorkerStart = { name, taskRoot, handler, memoryMb, clock: clock ?? null };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    env: { ...environment, AWS_LAMBDA_FUNCTION_NAME: name },
    workerData: start,
    execArgv: [],
    // Its last words, should it break down before it can send messages, go nowhere else.
    stdout: true,
    stderr: true,
  });
  let requestId: string | undefined;
  const writeLog = lineByLine((line) => log(name, line, requestId));
  let alive = true;
  const answers = createAnswers<WorkerMessage>();
  const end = (because: string) => {
    alive = false;
    answers.give({ kind: 'failed', because });
  };
  worker.on('message', (raw) => {
    const message = workerMessage.parse(raw);
    if (message.kind === 'wrote') writeLog(message.text);
    else answers.give(message);
  });
  worker.on('error', (error) => end(`the function broke down: ${messageOf(error)}`));
  worker.on('exit', () => end('the function ended its process'));

  /** The worker's next message that is an answer, or what came in its place. */
  async function next(limitMs: number, tooLate: string): Promise<WorkerMessage> {
    return await answers.next(limitMs, () => {
      end(tooLate);
      void worker.terminate();
    });
  }

  const initialised = await next(INIT_TIMEOUT_MS, `it took longer than ${INIT_TIMEOUT_MS / 1000} s`);
  if (initialised.kind !== 'ready') {
    alive = false;
    await worker.terminate();
    const because = 'because' in initialised ? initialised.because : initialised.kind;
    throw new Error(`the function "${name}" could not be initialised: ${because}`);
  }

  return {
    async invoke(event): Promise<InvocationResult> {
      if (!alive) return { kind: 'failed', because: 'the function was stopped' };
      const answer = next(timeoutMs, `the function timed out after ${timeoutMs / 1000} s`);
      requestId = requestIdOf(event) ?? randomUUID();
      const message: InvokeMessage = {
        requestId,
        event: JSON.stringify(event),
        endsAtMs: realNow() + timeoutMs,
      };
      worker.postMessage(message);
      const told = await answer;
      if (told.kind === 'returned') return { kind: 'returned', value: JSON.parse(told.value) };
      return { kind: 'failed', because: told.kind === 'failed' ? told.because : `unexpected message "${told.kind}"` };
    },
    isAlive: () => alive,
    async stop() {
      end('the function was stopped');
      await worker.terminate();
    },
  };
}

/** Here a function's invocation has the id of the request behind it, so that whoever looks finds the lines of a delivery. */
function requestIdOf(event: unknown): string | undefined {
  return fromGateway.safeParse(event).data?.requestContext.requestId;
}
