import { siteHost } from '../src/domain/site-host.ts';
import type { Parked } from '../src/ports/parked-store.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { escapeControls } from '../src/shared/escape-controls.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { type Dismissed, dismiss, foreseeDismissal } from './parked/dismiss.ts';
import { parkedId, parkedLine, reasonOf } from './parked/parked-line.ts';
import { type Foreseen, foresee, type Redriven, redrive } from './parked/redrive.ts';
import { complain, print, type Shown, shown } from './terminal.ts';

interface Choice {
  readonly ids: readonly string[];
  /** All bodies of this host, in place of ids. */
  readonly host?: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `ponte parked` */
export async function listParked(
  { parkedStore, place }: Pick<Connection, 'parkedStore' | 'place'>,
  { json }: Pick<Choice, 'json'>,
  deadline: Deadline,
): Promise<void> {
  const of = place.kind === 'stage' ? ` --stage ${place.stage}` : '';
  const counts = { parked: 0, uncollected: 0, otherShop: 0 };
  for await (const parked of parkedStore.list(deadline.now(), deadline.signal)) {
    counts[parked.kind === 'uncollected' || parked.kind === 'otherShop' ? parked.kind : 'parked'] += 1;
    print(json ? JSON.stringify(parkedLine(parked)) : inWords(parked, of));
  }
  if (json) return;
  const sentences = [
    counts.parked === 0 ? 'Nothing is parked.' : `${counts.parked} parked.`,
    ...(counts.uncollected === 0 ? [] : [`${counts.uncollected} with points that could not be collected.`]),
    ...(counts.otherShop === 0 ? [] : [`${counts.otherShop} of other shops.`]),
  ];
  print(sentences.join(' '));
}

/** `ponte redrive` */
export async function redriveParked(connection: Connection, options: Choice, deadline: Deadline): Promise<void> {
  const { ids, dryRun } = options;
  await withEach(connection, options, deadline, async (parked) => {
    const foreseen = ids.length === 0 ? carefully(parked, deadline) : foresee(parked, deadline.now());
    const goes = foreseen.kind === 'wouldRedrive' && !dryRun;
    return goes ? await redrive(connection, parked, deadline) : foreseen;
  });
}

/** `ponte dismiss` */
export async function dismissParked(connection: Connection, options: Choice, deadline: Deadline): Promise<void> {
  await withEach(connection, options, deadline, async (parked) =>
    options.dryRun ? foreseeDismissal(parked) : await dismiss(connection, parked, deadline),
  );
}

/** Does something about what is parked under the ids, or of the host, or about all of it, and tells what came of it. */
async function withEach(
  { parkedStore }: Connection,
  { ids, host, json }: Choice,
  deadline: Deadline,
  act: (parked: Parked) => Promise<Foreseen | Redriven | Dismissed>,
): Promise<void> {
  const unseen = new Set(ids);
  const site = host === undefined ? null : siteHost(host.includes('://') ? host : `https://${host}`);
  let isFound = false;
  for await (const parked of parkedStore.list(deadline.now(), deadline.signal)) {
    const id = parkedId(parked);
    // Or as the list shows it.
    if (ids.length > 0 && !unseen.delete(id) && !unseen.delete(escapeControls(id))) continue;
    if (host !== undefined && !(parked.kind === 'otherShop' && parked.host === site)) continue;
    isFound = true;
    const result = await act(parked);
    if (result.kind === 'leftParked') process.exitCode = 1;
    const because = 'because' in result ? { because: result.because } : {};
    print(
      json
        ? JSON.stringify({ id, reason: reasonOf(parked), result: result.kind, ...because })
        : `${id}  ${told(result)}`,
    );
  }
  for (const id of unseen) complain(`${id}: nothing of this id is parked`);
  if (host !== undefined && !isFound) complain(`${host}: nothing of this host is parked`);
  if (unseen.size > 0 || (host !== undefined && !isFound)) process.exitCode = 1;
}

/** Sent through again, a used key counts as applied: somebody has to have looked, and to name it. */
function carefully(parked: Parked, deadline: Deadline): Foreseen {
  return reasonOf(parked) === 'needsChecking'
    ? { kind: 'leftParked', because: 'it needs checking first; then name it by its id' }
    : foresee(parked, deadline.now());
}

function told(result: Foreseen | Redriven | Dismissed): string {
  switch (result.kind) {
    case 'wouldRedrive':
      return 'would be sent through again';
    case 'redriven':
      return 'is sent through again';
    case 'wouldDismiss':
      return 'would be taken off the list';
    case 'dismissed':
      return 'is taken off the list';
    case 'parkedNoLonger':
      return 'is parked no longer';
    case 'leftParked':
      return `stays parked: ${result.because}`;
    default:
      return result satisfies never;
  }
}

/** `of`: what else a command needs to find the platform. */
function inWords(parked: Parked, of: string): Shown {
  const { id, since, reason, why, next, changeKey, points, attempts, reply } = parkedLine(parked);
  const entry =
    changeKey === null
      ? ''
      : shown`  ${changeKey}, ${counted(points ?? 0, 'point')}, ${counted(attempts ?? 0, 'attempt')}\n`;
  const or =
    foreseeDismissal(parked).kind === 'wouldDismiss'
      ? shown`  or:   ./ponte dismiss ${id}${of} takes it off this list${'delivery' in parked ? ', and deletes the body' : ''}\n`
      : '';
  const answer =
    reply === null ? '' : shown`  last reply: ${[reply.status, reply.codeName, reply.errorCode].join(' ').trim()}\n`;
  return shown`${id}  since ${since}, ${reason}\n${entry}${answer}  why: ${why}\n  next: ${next}\n${or}`;
}
