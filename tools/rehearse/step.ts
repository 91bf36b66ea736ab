import type { Ran } from './ran.ts';
import type { Rehearsal } from './rehearsal.ts';

/** A part of the rehearsal. It throws where something is not as documented. */
export interface Step {
  readonly name: string;
  /** What is shown when it is done, in one sentence. */
  readonly shows: string;
  /** No later step builds on what it leaves: it can be left out. */
  readonly isAlone?: true;
  /** Works on what the steps before it have left. */
  run(rehearsal: Rehearsal): Promise<void>;
}

/** What came of a step. */
export interface Done {
  readonly name: string;
  readonly shows: string;
  readonly ms: number;
  readonly commands: readonly Pick<Ran, 'command' | 'code' | 'ms'>[];
  /** What was seen, in sentences. */
  readonly seen: readonly string[];
  /** Null where all was as documented. */
  readonly failure: string | null;
}
