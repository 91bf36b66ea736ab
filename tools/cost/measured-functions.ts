import { performance } from 'node:perf_hooks';
import type { FunctionName, StartFunctions } from '../../local/functions.ts';
import type { StartEnvironment } from '../../local/lambda/execution-environment.ts';
import { packagedFunctions } from '../../test/support/lambda-runtime/packaged-functions.ts';
import { startRuntimeEnvironment } from '../../test/support/lambda-runtime/runtime-environment.ts';
import type { Package } from '../../test/support/template/packaged.ts';

/** What was seen of one function; whoever measures resets what it adds up. */
export interface Seen {
  memoryMb: number;
  readonly initsMs: number[];
  /** Of each invocation, from the event to the answer. */
  durationsMs: number[];
  /** All that the functions wrote. */
  logBytes: number;
}

/** The functions of a package on Lambda's runtime client, one of them watched. */
export function measuredFunctions(made: Package, name: FunctionName): { functions: StartFunctions; seen: Seen } {
  const seen: Seen = { memoryMb: 0, initsMs: [], durationsMs: [], logBytes: 0 };
  const start: StartEnvironment = async (definition, log) => {
    const begunAtMs = performance.now();
    const environment = await startRuntimeEnvironment(definition, log);
    if (definition.name !== name) return environment;
    seen.initsMs.push(performance.now() - begunAtMs);
    seen.memoryMb = definition.memoryMb;
    return {
      ...environment,
      async invoke(event) {
        const invokedAtMs = performance.now();
        const result = await environment.invoke(event);
        seen.durationsMs.push(performance.now() - invokedAtMs);
        return result;
      },
    };
  };
  const functions = packagedFunctions(made, {
    start,
    logEvents(line) {
      seen.logBytes += Buffer.byteLength(line);
    },
  });
  return { functions, seen };
}
