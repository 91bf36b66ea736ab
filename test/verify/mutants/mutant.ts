import type { WorldName } from '../simulation/worlds.ts';

/** One deliberate fault: a piece of the code, and what stands in its place. */
export interface Mutant {
  /** Whose histories show it; those of orders when not given. */
  readonly world?: WorldName;
  readonly words: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}
