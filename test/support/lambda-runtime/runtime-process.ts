import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { FunctionDefinition } from '../../../local/lambda/execution-environment.ts';
import { runtimeClient } from './runtime-client.ts';

/** Starts Lambda's runtime client with a function, as Lambda's bootstrap does; `execArgv` are further options of Node. */
export function spawnRuntime(
  definition: FunctionDefinition,
  runtimeApi: string,
  execArgv: readonly string[] = [],
): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, [heapOf(definition), ...execArgv, runtimeClient], {
    env: environmentOf(definition, runtimeApi),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Lambda's bootstrap leaves a tenth of the memory to everything but the heap. */
function heapOf({ memoryMb }: FunctionDefinition): string {
  return `--max-old-space-size=${Math.floor(memoryMb * 0.9)}`;
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
