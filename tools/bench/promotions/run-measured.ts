import { fork } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import type * as z from 'zod';
import { packagesInLambda } from '../../../build/in-lambda/stand-ins.ts';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import type { MeasuredInput } from './measured-messages.ts';

const root = join(import.meta.dirname, '../../..');

/**
 * The function has 1,769 MB, in which growth would go unnoticed. This is room for planning and for the customers of the
 * largest audience, and not for its rows. For new objects V8 would take more and more by itself, the longer a process lives.
 */
export const HEAP_MB = { old: 256, young: 4 } as const;

/** Bundles the programs that are measured as the functions are bundled, so that nothing but them is in their memory. */
export async function bundleMeasured(directory: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['planning-process', 'bare-csv-process'].map((name) => `tools/bench/promotions/${name}.ts`),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // What the SDK has of CommonJS asks for it.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    alias: packagesInLambda,
    logLevel: 'warning',
  });
}

/** Runs one of them in a fresh process, and returns what it says at its end. */
export async function runMeasured<Said>(program: string, input: MeasuredInput, said: z.ZodType<Said>): Promise<Said> {
  const child = fork(program, [JSON.stringify(input)], {
    execArgv: [`--max-old-space-size=${HEAP_MB.old}`, `--max-semi-space-size=${HEAP_MB.young}`],
    env: {
      AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
      AWS_REGION: LOCAL_CLIENT.region,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  let message: unknown;
  child.on('message', (sent) => {
    message = sent;
  });
  const [code, signal] = await once(child, 'exit');
  process.off('exit', stop);
  if (code !== 0)
    throw new Error(`${basename(program)} ended with ${code ?? signal}: did ${HEAP_MB.old} MB not suffice?`);
  return said.parse(message);
}
