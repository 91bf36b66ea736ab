import type { Parked } from '../src/ports/parked-store.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { type ActedOn, actedOnJson, dismissChosen, type ParkedChoice, redriveChosen } from './parked/act-on-parked.ts';
import { foreseeDismissal } from './parked/dismiss.ts';
import { parkedLine } from './parked/parked-line.ts';
import { complain, print, type Shown, shown } from './terminal.ts';

interface Options extends ParkedChoice {
  readonly json: boolean;
}

/** `ponte parked` */
export async function listParked(
  { parkedStore, place }: Pick<Connection, 'parkedStore' | 'place'>,
  { json }: Pick<Options, 'json'>,
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
export async function redriveParked(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  await tellEach(redriveChosen(connection, options, deadline), options);
}

/** `ponte dismiss` */
export async function dismissParked(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  await tellEach(dismissChosen(connection, options, deadline), options);
}

/** Tells what comes of each, and of which nothing is parked. */
async function tellEach(
  acted: AsyncGenerator<ActedOn, readonly string[]>,
  { host, json }: Pick<Options, 'host' | 'json'>,
): Promise<void> {
  let isFound = false;
  let next = await acted.next();
  for (; next.done !== true; next = await acted.next()) {
    const { id, result } = next.value;
    isFound = true;
    if (result.kind === 'leftParked') process.exitCode = 1;
    print(json ? JSON.stringify(actedOnJson(next.value)) : `${id}  ${told(result)}`);
  }
  const unseen = next.value;
  for (const id of unseen) complain(`${id}: nothing of this id is parked; ./ponte parked lists what is`);
  if (host !== undefined && !isFound) complain(`${host}: nothing of this host is parked`);
  if (unseen.length > 0 || (host !== undefined && !isFound)) process.exitCode = 1;
}

function told(result: ActedOn['result']): string {
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
