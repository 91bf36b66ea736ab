import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type * as z from 'zod';

/** A process of its own that has said that it is ready. */
export interface Child<Ready> {
  readonly ready: Ready;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

/**
 * Starts one of the programs beside this file, or one elsewhere by its whole path, with `input` as its only argument, and waits for
 * the one message with which it says that it is ready. It ends with this process, too.
 */
export async function startChild<Ready>(program: string, input: object, said: z.ZodType<Ready>): Promise<Child<Ready>> {
  const child = fork(resolve(import.meta.dirname, program), [JSON.stringify(input)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  return { ready: said.parse(await firstMessage(child, program)), kill };

  async function kill(): Promise<void> {
    child.kill('SIGKILL');
    await exited;
  }
}

async function firstMessage(child: ChildProcess, program: string): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  child.once('message', resolve);
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`${program} ended with ${code} before it was ready`)));
  return await promise;
}
