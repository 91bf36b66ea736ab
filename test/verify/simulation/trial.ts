import type { History } from '../laws/histories/history.ts';
import type { Invariants } from '../laws/invariants.ts';
import type { Law } from '../laws/laws.ts';
import type { ExpectedOutcome } from '../laws/oracle/outcome.ts';
import type { Consequences } from './consequences.ts';
import type { Simulation } from './simulation.ts';

/** What is judged: a history being played, what must come of it, and where the checks are counted. */
export interface Trial {
  readonly history: History;
  readonly simulation: Simulation;
  readonly expected: ReadonlyMap<string, ExpectedOutcome>;
  readonly consequences: Consequences;
  readonly invariants: Invariants<Law>;
}
