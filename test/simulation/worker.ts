import { parentPort } from 'node:worker_threads';
import { type Run, run } from './run.ts';

// Plays what it is told to, one range of seeds after the other.
parentPort?.on('message', async (range: Run) => {
  parentPort?.postMessage(await run(range));
});
