import { messageOf } from '../message-of.ts';
import type {
  ExecutionEnvironment,
  FunctionDefinition,
  FunctionLog,
  InvocationResult,
  StartEnvironment,
} from './execution-environment.ts';

/** A function that can be invoked as often at once as its concurrency allows; more invocations wait in line. */
export interface LambdaFunction {
  /** Never rejects. */
  invoke(event: unknown): Promise<InvocationResult>;
  stop(): Promise<void>;
}

/** Starts the first execution environment, so that a function that cannot be initialised is known at once; others as needed. */
export async function startFunction(
  definition: FunctionDefinition,
  { start, log }: { readonly start: StartEnvironment; readonly log: FunctionLog },
): Promise<LambdaFunction> {
  const idle: ExecutionEnvironment[] = [await start(definition, log)];
  const busy = new Set<ExecutionEnvironment>();
  const waiting: (() => void)[] = [];
  let free = definition.concurrency;
  let stopped = false;

  async function turn(): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function pass(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  async function invokeInTurn(event: unknown): Promise<InvocationResult> {
    if (stopped) return { kind: 'failed', because: 'the function was stopped' };
    const environment = aliveFrom(idle) ?? (await start(definition, log));
    if (stopped) await environment.stop();
    busy.add(environment);
    const result = await environment.invoke(event);
    busy.delete(environment);
    if (environment.isAlive()) idle.push(environment);
    return result;
  }

  return {
    async invoke(event) {
      await turn();
      try {
        const result = await invokeInTurn(event);
        if (result.kind === 'failed' && !stopped) log(definition.name, `function error: ${result.because}`);
        return result;
      } catch (error) {
        const because = messageOf(error);
        log(definition.name, `function error: ${because}`);
        return { kind: 'failed', because };
      } finally {
        pass();
      }
    },
    async stop() {
      stopped = true;
      await Promise.all([...idle, ...busy].map((environment) => environment.stop()));
    },
  };
}

function aliveFrom(idle: ExecutionEnvironment[]): ExecutionEnvironment | undefined {
  const last = idle.pop();
  return last === undefined || last.isAlive() ? last : aliveFrom(idle);
}
