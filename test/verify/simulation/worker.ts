import { parentPort } from 'node:worker_threads';
import { type Run, run } from './run.ts';

// Most simulated services fail by throwing, and nobody reads where: a broken history is played again elsewhere.
Error.stackTraceLimit = 0;

// Plays what it is told to, one range of seeds after the other.
parentPort?.on('message', async (range: Run) => {
  parentPort?.postMessage(await run(range));
});
