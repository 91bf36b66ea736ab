import type { Simulation } from '../simulation/simulation.ts';
import type { History } from './histories/history.ts';
import type { Invariants } from './invariants.ts';
import type { Law } from './laws.ts';
import type { ExpectedOutcome } from './oracle/outcome.ts';

/** What is judged: a history being played, what must come of it, and where the checks are counted. */
export interface Trial {
  readonly history: History;
  readonly simulation: Simulation;
  readonly expected: ReadonlyMap<string, ExpectedOutcome>;
  readonly invariants: Invariants<Law>;
}
