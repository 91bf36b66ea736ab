import { setTimeout as sleep } from 'node:timers/promises';
import { awardTexts } from '../src/domain/promotion/award-texts.ts';
import type { Choice } from '../src/domain/promotion/choose-awards.ts';
import type { PinnedPromotion } from '../src/domain/promotion/run.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { audienceInWords } from './audience/audience-in-words.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { type PromotionState, promotionJson, promotionStates } from './promotions/promotion-states.ts';
import { type RunByHand, runByHand, sumJson } from './promotions/run-by-hand.ts';
import { scheduleInWords } from './promotions/schedule-in-words.ts';
import { isOver, runLine } from './run-line.ts';
import { complain, print, redraw } from './terminal.ts';

const EVERY_MS = 1_000;

interface Options extends RunByHand {
  readonly json: boolean;
}

/** `ponte promotions` */
export async function showPromotions(
  connection: Connection,
  { json }: Pick<Options, 'json'>,
  deadline: Deadline,
): Promise<void> {
  let states = await promotionStates(connection, deadline);
  if (json) {
    for (const state of states) print(JSON.stringify(promotionJson(state)));
    return;
  }
  if (states.length === 0) print('There are no promotions; docs/configuration.md shows how to write one.');
  if (!process.stdout.isTTY) {
    for (const line of states.flatMap(linesOf)) print(line);
    return;
  }
  let height = redraw(states.flatMap(linesOf), 0);
  while (states.some(({ runs }) => !runs.every(isOver)) && !deadline.signal.aborted) {
    await sleep(EVERY_MS);
    states = await promotionStates(connection, deadline);
    height = redraw(states.flatMap(linesOf), height);
  }
}

function linesOf({ promotion, runs, nextMs }: PromotionState): string[] {
  const points = promotion.points === 'audience' ? 'points by audience' : `${counted(promotion.points, 'point')} each`;
  const then = nextMs === null ? '' : `, next ${new Date(nextMs).toISOString()}`;
  const words = scheduleInWords(promotion.schedule, 'en');
  const head = `${promotion.id}  ${promotion.takesBack ? 'takes back ' : ''}${points} at ${promotion.store}, ${promotion.schedule}${words === null ? '' : ` (${words})`} ${promotion.timeZone}${then}`;
  return [
    head,
    ...runs.map((one) => `  ${runLine(one, process.stdout.isTTY)}`),
    ...(runs.length === 0 ? ['  not fired yet'] : []),
  ];
}

/** `ponte promotions run` */
export async function trigger(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const { json } = options;
  const result = await runByHand(connection, options, deadline, (choice, pinned) => {
    if (choice.kind !== 'otherDay') print(json ? JSON.stringify(choice) : inWords(choice, pinned));
  });
  if (result.kind === 'cannot') return fail(result.because);
  if (result.kind === 'fired') {
    const { key, again, atMs } = result;
    const still = again ? ' again; what it pinned the first time stays' : '';
    print(
      json
        ? JSON.stringify({ result: 'fired', ...key, again })
        : `${key.promotion} is fired for ${new Date(atMs).toISOString()}${still}. ./ponte promotions shows how far it comes.`,
    );
    return;
  }
  const { award, bad, duplicate, otherDay, points, maximumPoints } = sumJson(result);
  print(
    json
      ? JSON.stringify({ kind: 'sum', award, bad, duplicate, otherDay, points, maximumPoints })
      : `${audienceInWords({ customers: award, points, bad, duplicates: duplicate, otherDays: otherDay })} Nothing was fired.`,
  );
  if (result.refusal !== null) fail(`It would be refused: ${result.refusal}.`);
}

function inWords(choice: Exclude<Choice, { kind: 'otherDay' }>, pinned: PinnedPromotion): string {
  if (choice.kind === 'duplicate') return `line ${choice.line}: a customer who is in it already`;
  if (choice.kind === 'bad') return `line ${choice.line}: ${choice.because}`;
  const { line, customer, points } = choice.award;
  const { reason, customerReason } = awardTexts(pinned, choice.award);
  const said = customerReason === null ? '' : `, "${customerReason}"`;
  return `line ${line}: ${customer}  ${points > 0 ? '+' : ''}${points}  ${reason}${said}`;
}

function fail(message: string): void {
  complain(message);
  process.exitCode = 1;
}
