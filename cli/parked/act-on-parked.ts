import type { ParkedReason } from '../../src/domain/parked-reasons.ts';
import { siteHost } from '../../src/domain/site-host.ts';
import type { Parked } from '../../src/ports/parked-store.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { escapeControls } from '../../src/shared/escape-controls.ts';
import type { Connection } from '../connection.ts';
import { type Dismissed, dismiss, foreseeDismissal } from './dismiss.ts';
import { parkedId, reasonOf } from './parked-line.ts';
import { type Foreseen, foresee, type Redriven, redrive } from './redrive.ts';

/** Which of what is parked is meant. */
export interface ParkedChoice {
  /** As the list shows them; all, without ids and host. */
  readonly ids: readonly string[];
  /** All bodies of this host, in place of ids. */
  readonly host?: string;
  readonly dryRun: boolean;
}

export interface ActedOn {
  readonly id: string;
  readonly reason: ParkedReason;
  readonly result: Foreseen | Redriven | Dismissed;
}

/** As `--json` prints what came of it. */
export function actedOnJson({ id, reason, result }: ActedOn) {
  return { id, reason, result: result.kind, ...('because' in result && { because: result.because }) };
}

/** Sends what is meant through again, or foretells it. Returns the ids of which nothing is parked. */
export function redriveChosen(connection: Connection, choice: ParkedChoice, deadline: Deadline) {
  const { ids, dryRun } = choice;
  return withEach(connection, choice, deadline, async (parked) => {
    const foreseen = ids.length === 0 ? carefully(parked, deadline) : foresee(parked, deadline.now());
    const goes = foreseen.kind === 'wouldRedrive' && !dryRun;
    return goes ? await redrive(connection, parked, deadline) : foreseen;
  });
}

/** Takes what is meant off the list, or foretells it. Returns the ids of which nothing is parked. */
export function dismissChosen(connection: Connection, choice: ParkedChoice, deadline: Deadline) {
  return withEach(connection, choice, deadline, async (parked) =>
    choice.dryRun ? foreseeDismissal(parked) : await dismiss(connection, parked, deadline),
  );
}

async function* withEach(
  { parkedStore }: Connection,
  { ids, host }: ParkedChoice,
  deadline: Deadline,
  act: (parked: Parked) => Promise<ActedOn['result']>,
): AsyncGenerator<ActedOn, readonly string[]> {
  const unseen = new Set(ids);
  const site = host === undefined ? null : siteHost(host.includes('://') ? host : `https://${host}`);
  for await (const parked of parkedStore.list(deadline.now(), deadline.signal)) {
    const id = parkedId(parked);
    // Or as the list shows it.
    if (ids.length > 0 && !unseen.delete(id) && !unseen.delete(escapeControls(id))) continue;
    if (host !== undefined && !(parked.kind === 'otherShop' && parked.host === site)) continue;
    yield { id, reason: reasonOf(parked), result: await act(parked) };
  }
  return [...unseen];
}

/** Sent through again, a used key counts as applied: somebody has to have looked, and to name it. */
function carefully(parked: Parked, deadline: Deadline): Foreseen {
  return reasonOf(parked) === 'needsChecking'
    ? { kind: 'leftParked', because: 'it needs checking first; then name it by its id' }
    : foresee(parked, deadline.now());
}
