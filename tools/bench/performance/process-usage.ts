import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What a process has used since it began. */
export interface Usage {
  readonly cpuMs: number;
  readonly residentMb: number;
}

/** Reads what a process of this machine has used, whenever it is called. */
export function usageOf(pid: number): () => Usage {
  const cpuMs = cpuClockOf(pid);
  return () => ({ cpuMs: cpuMs(), residentMb: residentMbOf(pid) });
}

/**
 * Of all its threads, in nanoseconds from the scheduler: `utime` and `stime` are counted in hundredths of a second. A thread that has
 * ended counts with what it had used when it was last seen.
 * @see https://docs.kernel.org/scheduler/sched-stats.html
 */
function cpuClockOf(pid: number): () => number {
  const tasks = `/proc/${pid}/task`;
  const nanoseconds = new Map<string, number>();
  return () => {
    for (const task of readdirSync(tasks)) {
      try {
        nanoseconds.set(task, Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]));
      } catch (error) {
        // It has ended since it was listed.
        if (!existsSync(tasks)) throw error;
      }
    }
    return [...nanoseconds.values()].reduce((sum, value) => sum + value, 0) / 1e6;
  };
}

function residentMbOf(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}
