import { spawn } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createAnswers } from '../../../local/lambda/answers.ts';
import type {
  ExecutionEnvironment,
  FunctionDefinition,
  FunctionLog,
  InvocationResult,
} from '../../../local/lambda/execution-environment.ts';
import { INIT_TIMEOUT_MS } from '../../../local/lambda/limits.ts';
import { lineByLine } from '../../../local/lambda/line-by-line.ts';
import { type RuntimeNews, startRuntimeApi } from './runtime-api.ts';
import { runtimeClient } from './runtime-client.ts';

/** An execution environment that is a process of its own, in which Lambda's runtime client runs the function. */
export async function startRuntimeEnvironment(
  definition: FunctionDefinition,
  log: FunctionLog,
): Promise<ExecutionEnvironment> {
  const { name, timeoutMs } = definition;
  const arn = `arn:aws:lambda:${definition.environment.AWS_REGION}:000000000000:function:${name}`;
  let alive = true;
  const answers = createAnswers<RuntimeNews>();
  let ready = Promise.withResolvers<void>();
  const api = await startRuntimeApi((news) => {
    if (news.kind === 'ready') ready.resolve();
    if (news.kind !== 'ready' || !initialised) answers.give(news);
  });
  let initialised = false;

  const child = spawn(process.execPath, [...heapOf(definition), runtimeClient], {
    env: environmentOf(definition, api.address),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', lineByLine(write));
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('close', () => end('the function ended its process'));
  child.once('error', ({ message }) => end(message));

  function write(line: string): void {
    log(name, line);
  }

  function end(because: string): void {
    alive = false;
    answers.give({ kind: 'failed', because });
  }

  async function stop(because: string): Promise<void> {
    end(because);
    child.kill('SIGKILL');
    await exited;
    await api.close();
  }

  /** What the runtime tells next, or what came in its place. */
  async function next(limitMs: number, tooLate: string): Promise<RuntimeNews> {
    const news = await answers.next(limitMs, () => void stop(tooLate));
    // What the function wrote before it answered is in the pipe by now.
    await nextTurn();
    return news;
  }

  const begun = await next(INIT_TIMEOUT_MS, `it took longer than ${INIT_TIMEOUT_MS / 1000} s`);
  if (begun.kind !== 'ready') {
    await stop('it was not initialised');
    const because = 'because' in begun ? begun.because : begun.kind;
    throw new Error(`the function "${name}" could not be initialised: ${because}`);
  }
  initialised = true;

  return {
    async invoke(event): Promise<InvocationResult> {
      if (!alive) return { kind: 'failed', because: 'the function was stopped' };
      const endsAtMs = Date.now() + timeoutMs;
      const answer = next(timeoutMs, `the function timed out after ${timeoutMs / 1000} s`);
      void ready.promise.then(() => {
        ready = Promise.withResolvers();
        api.give({ event, arn, endsAtMs });
      });
      const news = await answer;
      if (news.kind === 'returned' || news.kind === 'failed') return news;
      return { kind: 'failed', because: `unexpected: ${news.kind}` };
    },
    isAlive: () => alive,
    stop: () => stop('the function was stopped'),
  };
}

/** Lambda's bootstrap leaves a tenth of the memory to everything but the heap. */
function heapOf({ memoryMb }: FunctionDefinition): string[] {
  return [`--max-old-space-size=${Math.floor(memoryMb * 0.9)}`];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
function environmentOf(definition: FunctionDefinition, runtimeApi: string): NodeJS.ProcessEnv {
  const { name, taskRoot, handler, memoryMb, environment } = definition;
  return {
    ...environment,
    PATH: process.env.PATH,
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    _HANDLER: handler,
    LAMBDA_TASK_ROOT: taskRoot,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    AWS_LAMBDA_LOG_LEVEL: 'INFO',
  };
}
