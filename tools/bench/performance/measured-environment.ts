import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionDefinition } from '../../../local/lambda/execution-environment.ts';
import { type RuntimeNews, startRuntimeApi } from '../../../test/support/lambda-runtime/runtime-api.ts';
import { spawnRuntime } from '../../../test/support/lambda-runtime/runtime-process.ts';
import { type Usage, usageOf } from './process-usage.ts';

/** What a function returned for an event, and when. */
export interface Answer {
  readonly value: unknown;
  readonly givenAtMs: number;
  readonly answeredAtMs: number;
}

/** A function in Lambda's runtime client, in a process of its own, with a clock beside it. */
export interface MeasuredEnvironment {
  readonly startedAtMs: number;
  /** When it asked for its first event. */
  readonly readyAtMs: number;
  /** Rejects where the function fails. */
  invoke(event: unknown): Promise<Answer>;
  usage(): Usage;
  /** What it wrote to its log so far. */
  logBytes(): number;
  /** Ends it with a signal, `SIGKILL` by default. */
  stop(signal?: 'SIGTERM'): Promise<void>;
}

interface Timed {
  readonly news: RuntimeNews;
  readonly atMs: number;
}

const LIMIT_MS = 60_000;
const STOP_MS = 5_000;
const SHOWN_CHARACTERS = 2_000;

/** Rejects, with what the function wrote, where it cannot be initialised. */
export async function startMeasured(
  definition: FunctionDefinition,
  execArgv: readonly string[] = [],
): Promise<MeasuredEnvironment> {
  const { name, timeoutMs, environment } = definition;
  const arn = `arn:aws:lambda:${environment.AWS_REGION}:000000000000:function:${name}`;
  const waiting: ((timed: Timed) => void)[] = [];
  const heard: Timed[] = [];
  const take = (news: RuntimeNews) => {
    const timed = { news, atMs: nowMs() };
    const waiter = waiting.shift();
    if (waiter === undefined) heard.push(timed);
    else waiter(timed);
  };
  const api = await startRuntimeApi(take);
  let written = '';
  let logBytes = 0;

  const startedAtMs = nowMs();
  const child = spawnRuntime(definition, api.address, execArgv);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      logBytes += chunk.length;
      written = (written + chunk.toString('utf8')).slice(-SHOWN_CHARACTERS);
    });
  }
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('close', () => take({ kind: 'failed', because: 'its process ended' }));
  // Whatever ends this process ends that one.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);

  async function next(): Promise<Timed> {
    const already = heard.shift();
    if (already !== undefined) return already;
    const { promise, resolve } = Promise.withResolvers<Timed>();
    waiting.push(resolve);
    const news: RuntimeNews = { kind: 'failed', because: `nothing came within ${LIMIT_MS / 1_000} s` };
    const late = setTimeout(() => take(news), LIMIT_MS);
    const timed = await promise;
    clearTimeout(late);
    return timed;
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGKILL'): Promise<void> {
    child.kill(signal);
    const late = setTimeout(end, STOP_MS);
    await exited;
    clearTimeout(late);
    process.off('exit', end);
    await api.close();
  }

  async function fail(news: RuntimeNews): Promise<never> {
    // What it wrote is in the pipe.
    await sleep(100);
    await stop();
    throw new Error(`${name}: ${'because' in news ? news.because : news.kind}\n${written}`);
  }

  const first = await next();
  if (first.news.kind !== 'ready') return await fail(first.news);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} has no process`);
  let isReady = true;

  return {
    startedAtMs,
    readyAtMs: first.atMs,
    async invoke(event) {
      if (!isReady) {
        const { news } = await next();
        if (news.kind !== 'ready') return await fail(news);
      }
      isReady = false;
      const givenAtMs = nowMs();
      api.give({ event, arn, endsAtMs: Date.now() + timeoutMs });
      const { news, atMs } = await next();
      if (news.kind !== 'returned') return await fail(news);
      return { value: news.value, givenAtMs, answeredAtMs: atMs };
    },
    usage: usageOf(pid),
    logBytes: () => logBytes,
    stop,
  };
}

/** Of the machine's monotonic clock, which is the same in all its processes. */
function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
