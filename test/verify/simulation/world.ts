import type { Broken } from '../laws/invariants.ts';
import type { Struck } from './fault-plan.ts';
import type { FaultName } from './faults.ts';

/** What histories are about: how one is played, which faults it may meet and which laws it has to keep. */
export interface World {
  /** Of the command that plays its histories. */
  readonly option: '' | '--promotions ';
  readonly faults: readonly FaultName[];
  readonly laws: Readonly<Record<string, string>>;
  /** Plays one history and checks the laws. Never rejects: what breaks down is reported like a law broken. */
  play(choice: Choice): Promise<Played>;
}

/** Which history, and how much of it. The same choice plays the same every time. */
export interface Choice {
  readonly seed: number;
  /** Only these deliveries, or triggers, by their places in the history; all when not given. */
  readonly deliveries?: readonly number[] | undefined;
  /** Only these faults, by their ids; all when not given. */
  readonly keep?: readonly string[] | undefined;
}

/** What one history came to. */
export interface Played {
  /** How many deliveries, or triggers, there were to choose from. */
  readonly deliveries: number;
  /** What its store is like. */
  readonly scene: string;
  readonly told: readonly { readonly atMs: number; readonly text: string }[];
  readonly struck: readonly Struck[];
  readonly checked: ReadonlyMap<string, number>;
  readonly broken: Broken | null;
  /** Outcomes, reasons of parking, warnings and dead letters. */
  readonly occurred: readonly string[];
}
