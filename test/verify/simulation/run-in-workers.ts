import { Worker } from 'node:worker_threads';
import { addReport, emptyReport, type Report } from './report.ts';
import { MAX_BROKEN, type Run } from './run.ts';
import { WORLDS } from './worlds.ts';

/** So many histories go to a worker at a time: which worker plays them changes nothing. */
const RANGE = 100;

/** Plays a run on several threads, or as much of it as is done when `stop` aborts. `onProgress` is told how many histories are done. */
export async function runInWorkers(
  { world, seed, histories }: Run,
  workers: number,
  onProgress: (done: number) => void,
  stop?: AbortSignal,
): Promise<Report> {
  const total = emptyReport(WORLDS[world]);
  let given = 0;

  function nextRange(): Run | null {
    if (given >= histories || total.broken.length >= MAX_BROKEN || stop?.aborted === true) return null;
    const range = { world, seed: seed + given, histories: Math.min(RANGE, histories - given) };
    given += range.histories;
    return range;
  }

  async function deadline(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: 128 },
    });
    try {
      for (let range = nextRange(); range !== null; range = nextRange()) {
        addReport(total, await rangeIn(worker, range));
        onProgress(total.histories);
      }
    } finally {
      await worker.terminate();
    }
  }

  await Promise.all(Array.from({ length: workers }, deadline));
  return total;
}

function rangeIn(worker: Worker, range: Run): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.postMessage(range);
  return promise.finally(() => worker.off('error', reject));
}
