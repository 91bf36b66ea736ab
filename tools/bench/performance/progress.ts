import { clearProgress, tellProgress } from '../progress-line.ts';
import type { Progress } from './bench.ts';

/** On stderr: a line for each step, and on a terminal below it how far that is. */
export const progress: Progress = {
  step(text) {
    clearProgress();
    console.error(`… ${text}`);
  },
  tell: (text) => tellProgress(`  ${text}`),
};
