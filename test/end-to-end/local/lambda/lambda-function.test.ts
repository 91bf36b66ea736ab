import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FunctionDefinition, StartEnvironment } from '../../../../local/lambda/execution-environment.ts';
import { type LambdaFunction, startFunction } from '../../../../local/lambda/lambda-function.ts';
import { startWorkerEnvironment } from '../../../../local/lambda/worker-environment.ts';
import { NO_RUNTIME_CLIENT, runtimeClientIsThere } from '../../../support/lambda-runtime/runtime-client.ts';
import { startRuntimeEnvironment } from '../../../support/lambda-runtime/runtime-environment.ts';
import { inABox } from '../../../support/loud.ts';

let directory: string;
const started: LambdaFunction[] = [];
const lines: string[] = [];
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ponte-lambda-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
  lines.length = 0;
});
afterAll(() => rm(directory, { recursive: true }));

if (!runtimeClientIsThere()) console.warn(inABox(NO_RUNTIME_CLIENT));

/** What a function may rely on, in a thread of the local platform as in Lambda's own runtime. */
describe.each<{ kind: string; start: StartEnvironment; there: boolean }>([
  { kind: 'a thread', start: startWorkerEnvironment, there: true },
  { kind: "Lambda's runtime client", start: startRuntimeEnvironment, there: runtimeClientIsThere() },
])('a function in $kind', ({ start, there }) => {
  beforeEach(({ skip }) => skip(!there, NO_RUNTIME_CLIENT));

  /** A function whose bundle is this text. */
  async function run(code: string, options: Partial<FunctionDefinition> = {}): Promise<LambdaFunction> {
    const file = Math.random().toString(36).slice(2);
    await writeFile(join(directory, `${file}.cjs`), code);
    const one = await startFunction(
      {
        name: 'try',
        taskRoot: directory,
        handler: `${file}.handler`,
        environment: {},
        timeoutMs: 2_000,
        memoryMb: 128,
        concurrency: 1,
        ...options,
      },
      { start, log: (name, line) => lines.push(`${name}: ${line}`) },
    );
    started.push(one);
    return one;
  }

  test('gets event and context, and returns its value', async () => {
    const one = await run(
      'exports.handler = async (event, context) => ({ event, left: context.getRemainingTimeInMillis(), id: context.awsRequestId, name: context.functionName });',
    );
    const result = await one.invoke({ a: [1] });
    expect(result).toMatchObject({ kind: 'returned', value: { event: { a: [1] }, name: 'try' } });
    const { left, id } = (result as unknown as { value: { left: number; id: string } }).value;
    expect(left).toBeGreaterThan(1_000);
    expect(left).toBeLessThanOrEqual(2_000);
    expect(id).toMatch(/^[\da-f-]{36}$/);
  });

  test('sees its own environment variables and none of ours', async () => {
    const one = await run('exports.handler = async () => process.env;', { environment: { TABLE_NAME: 't' } });
    const result = await one.invoke(null);
    expect(result).toMatchObject({ value: { TABLE_NAME: 't', AWS_LAMBDA_FUNCTION_NAME: 'try' } });
    expect(JSON.stringify(result)).not.toContain('VITEST');
    expect(Object.keys(process.env).join()).toContain('VITEST');
  });

  test('keeps its module state from one invocation to the next', async () => {
    const one = await run('let count = 0; exports.handler = async () => { count += 1; return count; };');
    expect([await one.invoke(0), await one.invoke(0)]).toMatchObject([{ value: 1 }, { value: 2 }]);
  });

  test('runs one invocation at a time in each environment, and as many environments as it may', async () => {
    const code = `let busy = 0; exports.handler = async () => {
    busy += 1; const seen = busy; await new Promise((done) => setTimeout(done, 100)); busy -= 1; return seen; };`;
    const one = await run(code, { concurrency: 2 });
    const begunAtMs = Date.now();
    const results = await Promise.all([1, 2, 3, 4].map((event) => one.invoke(event)));
    expect(results).toEqual(results.map(() => ({ kind: 'returned', value: 1 })));
    expect(Date.now() - begunAtMs).toBeGreaterThanOrEqual(200);
  });

  test('what it writes is logged line by line, before its answer', async () => {
    const one = await run('exports.handler = async () => { console.log("one\\ntwo"); console.error("three"); };');
    await one.invoke(0);
    expect(lines.join('|')).toMatch(/^try: .*one.*two.*\|try: .*three/);
  });

  test.each([
    ['throws', 'async () => { throw new RangeError("made up"); }', 'RangeError: made up'],
    ['ends its process', 'async () => process.exit(3)', 'the function ended its process'],
    [
      'breaks down',
      'async () => { setTimeout(() => { throw new Error("later"); }); await new Promise(() => {}); }',
      'later',
    ],
    ['runs out of time', 'async () => { for (;;) ; }', 'timed out after 0.5 s'],
  ])('a handler that %s fails with words, and the next invocation works', async (_, handler, words) => {
    const first = `if (event === "fail") return (${handler})();`;
    const one = await run(`exports.handler = async (event) => { ${first} return "well"; };`, { timeoutMs: 500 });
    const failed = await one.invoke('fail');
    expect(failed.kind).toBe('failed');
    expect(lines.at(-1)).toContain('function error: ');
    expect(lines.join('\n')).toContain(words);
    expect(await one.invoke('go')).toEqual({ kind: 'returned', value: 'well' });
  });

  test.each([
    ['throws when it is loaded', 'throw new Error("no table");', /"try" could not be initialised: Error: no table/],
    ['exports no handler', 'exports.handle = 1;', /handler is undefined or not exported/],
    ['cannot be parsed', 'exports.handler = async (', /SyntaxError/],
    ['ends its process', 'process.exit(1)', /ended its process/],
  ])('a bundle that %s is refused at the start', async (_, code, words) => {
    await expect(run(code)).rejects.toThrow(words);
  });

  test('stopping ends what is under way', async () => {
    const one = await run('exports.handler = () => new Promise(() => {});');
    const result = one.invoke(0);
    await one.stop();
    expect(await result).toMatchObject({ kind: 'failed', because: 'the function was stopped' });
    expect(await one.invoke(0)).toMatchObject({ kind: 'failed' });
  });
});
