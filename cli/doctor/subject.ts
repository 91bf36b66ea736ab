import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';

/** What the checks look at. */
export interface Subject {
  readonly connection: Connection;
  readonly deadline: Deadline;
  /** False: nothing is sent to the webhooks' URL. */
  readonly probe: boolean;
}
