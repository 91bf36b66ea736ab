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
import { spawnRuntime } from './runtime-process.ts';

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

  const child = spawnRuntime(definition, api.address);
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
