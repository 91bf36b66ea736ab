import { setTimeout as sleep } from 'node:timers/promises';
import { lastTime, nextTimes } from '../deploy/schedule-times.ts';
import { awardTexts } from '../src/domain/promotion/award-texts.ts';
import type { Choice } from '../src/domain/promotion/choose-awards.ts';
import type { Promotion } from '../src/domain/promotion/promotion.ts';
import type { PinnedPromotion } from '../src/domain/promotion/run.ts';
import { runFault } from '../src/domain/promotion/run-fault.ts';
import { type RunKey, runKeyAt } from '../src/domain/promotion/run-key.ts';
import { pinNewest } from '../src/promotions/pin-newest.ts';
import { runProgress } from '../src/promotions/run-progress.ts';
import { validateAudience } from '../src/promotions/validate-audience.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { instantOf } from '../src/shared/local-time.ts';
import { audienceInWords } from './audience/audience-in-words.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { isOver, type RunState, runJson, runLine } from './run-line.ts';
import { complain, print, redraw } from './terminal.ts';

/** Of each promotion. */
const MAX_SHOWN = 5;
const EVERY_MS = 1_000;

interface Options {
  readonly promotion: string;
  readonly at?: string;
  /** Also for a time that is not of the schedule. */
  readonly extra: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `ponte promotions` */
export async function showPromotions(
  connection: Connection,
  { json }: Pick<Options, 'json'>,
  deadline: Deadline,
): Promise<void> {
  const { promotions } = await connection.config();
  if (promotions.length === 0 && !json) print('There are no promotions; docs/configuration.md shows how to write one.');
  const lines = () => Promise.all(promotions.map((promotion) => linesOf(connection, promotion, json, deadline)));
  let shown = await lines();
  if (json || !process.stdout.isTTY) {
    for (const { text } of shown.flat()) print(text);
    return;
  }
  let height = redraw(textsOf(shown), 0);
  while (shown.flat().some(({ isOver: over }) => !over) && !deadline.signal.aborted) {
    await sleep(EVERY_MS);
    shown = await lines();
    height = redraw(textsOf(shown), height);
  }
}

interface Line {
  readonly text: string;
  readonly isOver: boolean;
}

async function linesOf(
  connection: Connection,
  promotion: Promotion,
  json: boolean,
  deadline: Deadline,
): Promise<Line[]> {
  const keys = (await connection.runs.list(promotion.id, deadline.signal)).slice(0, MAX_SHOWN);
  const shown = (await Promise.all(keys.map((key) => read(connection, key, deadline)))).filter((one) => one !== null);
  const [next] = nextTimes(promotion.schedule, promotion.timeZone, deadline.now(), 1);
  if (json) {
    const about = { promotion: promotion.id, store: promotion.store, schedule: promotion.schedule };
    const nextAt = next === undefined ? null : new Date(next).toISOString();
    const text = JSON.stringify({
      ...about,
      timeZone: promotion.timeZone,
      next: nextAt,
      runs: shown.map(runJson),
    });
    return [{ text, isOver: true }];
  }
  const points = promotion.points === 'audience' ? 'points by audience' : `${counted(promotion.points, 'point')} each`;
  const then = next === undefined ? '' : `, next ${new Date(next).toISOString()}`;
  const head = `${promotion.id}  ${promotion.takesBack ? 'takes back ' : ''}${points} at ${promotion.store}, ${promotion.schedule} ${promotion.timeZone}${then}`;
  return [
    { text: head, isOver: true },
    ...shown.map((one) => ({ text: `  ${runLine(one, process.stdout.isTTY)}`, isOver: isOver(one) })),
    ...(shown.length === 0 ? [{ text: '  not fired yet', isOver: true }] : []),
  ];
}

async function read({ runs }: Connection, key: RunKey, deadline: Deadline): Promise<RunState | null> {
  const loaded = await runs.load(key, deadline.signal);
  if (loaded === null) return null;
  const { record } = loaded;
  return { record, progress: await runProgress(runs, record, deadline.signal) };
}

function textsOf(shown: readonly (readonly Line[])[]): string[] {
  return shown.flat().map(({ text }) => text);
}

/** `ponte promotions run` */
export async function trigger(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const { promotions, stores } = await connection.config();
  const promotion = promotions.find(({ id }) => id === options.promotion);
  const store = stores.find(({ id }) => id === promotion?.store);
  if (promotion === undefined || store === undefined) {
    const ids = promotions.map(({ id }) => id).join(', ') || 'none';
    return fail(`there is no promotion "${options.promotion}"; there are: ${ids}`);
  }
  const when = timeOf(promotion, options, deadline.now());
  if (typeof when === 'string') return fail(when);
  const fault = runFault(promotion, when, deadline.now());
  if (fault !== null) return fail(`${promotion.id} cannot be fired: ${fault}`);
  const key = runKeyAt(promotion.id, when);
  const before = await connection.runs.load(key, deadline.signal);
  if (options.dryRun) {
    const fired = before !== null && before.record.phase !== 'refused' ? before.record.pinned : null;
    if (fired !== null) return await preview(connection, fired, when, options, deadline);
    const { pinned, missing } = await pinNewest(connection.files, promotion, store, when, deadline.signal);
    return missing === null ? await preview(connection, pinned, when, options, deadline) : fail(missing);
  }
  const { failed } = await connection.promotionQueue.send(
    [{ kind: 'trigger', trigger: { promotion: promotion.id, scheduledAtMs: when } }],
    0,
    deadline.signal,
  );
  if (failed.length > 0) return fail('the queue did not take it; try again');
  const again =
    before === null || before.record.phase === 'refused' ? '' : ' again; what it pinned the first time stays';
  print(
    options.json
      ? JSON.stringify({ result: 'fired', ...key, again: again !== '' })
      : `${promotion.id} is fired for ${new Date(when).toISOString()}${again}. ./ponte promotions shows how far it comes.`,
  );
}

/** The instant to fire for, or what is wrong with the one that was asked for. */
function timeOf(promotion: Promotion, { at, extra }: Options, nowMs: number): number | string {
  const { schedule, timeZone, id } = promotion;
  const last = lastTime(schedule, timeZone, nowMs + 1);
  if (at === undefined)
    return last ?? `${id} has no scheduled time before now; say for which with --at 2026-12-24T09:00`;
  const asked = /Z$/.test(at) ? Date.parse(at) : instantOf(at, timeZone);
  if (asked === undefined || Number.isNaN(asked))
    return `--at ${at} is no time in ${timeZone}; write it as 2026-12-24T09:00`;
  const isScheduled = nextTimes(schedule, timeZone, asked - 1, 1)[0] === asked;
  return isScheduled || extra
    ? asked
    : `${at} is no time of its schedule ${schedule}: it would be a run besides, and give points of its own. Add --extra if that is meant`;
}

/** Prints who would get what, row by row, and whether the run would be refused; writes nothing. */
async function preview(
  { files }: Connection,
  pinned: PinnedPromotion,
  when: number,
  { json }: Options,
  deadline: Deadline,
): Promise<void> {
  const show = (choice: Choice) => {
    if (choice.kind !== 'otherDay') print(json ? JSON.stringify(choice) : inWords(choice, pinned));
  };
  const { counts, refusal } = await validateAudience(files, pinned, when, deadline.signal, show);
  const { awards, bad, duplicates, otherDays } = counts;
  const points = pinned.takesBack ? -counts.points : counts.points;
  if (json) {
    const sums = { award: awards, bad, duplicate: duplicates, otherDay: otherDays, points };
    print(JSON.stringify({ kind: 'sum', ...sums, maximumPoints: pinned.maximumPoints }));
  } else {
    print(`${audienceInWords({ customers: awards, points, bad, duplicates, otherDays })} Nothing was fired.`);
  }
  if (refusal !== null) fail(`It would be refused: ${refusal}.`);
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
