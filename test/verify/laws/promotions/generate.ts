import type { Audience, Promotion } from '../../../../src/domain/promotion/promotion.ts';
import type { Store } from '../../../../src/domain/store.ts';
import { createRandom, type Random } from '../histories/random.ts';
import { fileName, makeContent } from './content.ts';
import { customerNumber } from './customers.ts';
import type { Configured, Content, Edit, PromotionHistory, Trigger, WrittenRow } from './history.ts';
import { localDay } from './local-day.ts';
import { makeRows, type RowsWanted } from './rows.ts';
import { makeStore } from './store.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Of a usual day, around midnight in Brazil, and around the end of February in years with 28 and 29 days of it. */
const BEGINNINGS = [
  '2026-12-24T12:00:00Z',
  '2026-12-24T12:00:00Z',
  '2027-01-01T02:30:00Z',
  '2027-02-28T12:00:00Z',
  '2028-02-28T12:00:00Z',
  '2028-02-29T15:00:00Z',
] as const;
/** As the configuration takes them. */
const MAX_LISTED = 1_000;
const MAX_TRIED_FOR_LONG = 15;
const SEED_OF_PROMOTIONS = 0x70726f6d;

/** The promotions of one store's days. The same seed is the same history. */
export function generatePromotions(seed: number): PromotionHistory {
  const random = createRandom(seed ^ SEED_OF_PROMOTIONS);
  const store = makeStore(random);
  const beginsMs = Date.parse(random.pick(BEGINNINGS));
  const timeZone = random.pick(['America/Sao_Paulo', 'America/Sao_Paulo', 'UTC', 'Pacific/Auckland']);
  const files = new Map<string, Content>();
  let named = 0;
  const newName = (id: string) => `${id}-${++named}`;
  const maker = { random, store, timeZone, beginsMs, files, newName };
  const ids: readonly string[] = random.chance(0.4) ? ['natal_2026', 'aniversario'] : ['natal_2026'];
  const configured = ids.map((id) => makeConfigured(maker, id, sizeOf(random, store)));
  const triggers = configured
    .flatMap(({ promotion }) => makeTriggers(random, promotion, beginsMs))
    .toSorted((one, other) => one.atMs - other.atMs);
  const original = new Map(files);
  const edits = makeEdits(maker, configured, triggers);
  const keepsVersions = random.chance(0.6);
  const balances = new Map<string, number>();
  for (let number = 0; number < 400; number += 1) {
    const points = random.pick([0, 0, random.int(1, 40), 1_000, 1_000]);
    if (points > 0) balances.set(customerNumber(store.customer.by, number), points);
  }
  const takes = [configured, ...edits.flatMap((edit) => (edit.kind === 'configuration' ? [edit.configured] : []))];
  const isTaken = takes.flat().some(({ promotion }) => promotion.takesBack);
  for (const edit of edits) if (edit.kind === 'configuration') keepFilesOf(edit.configured, files, original);
  return {
    seed,
    store,
    keepsVersions,
    configured,
    files: original,
    triggers,
    edits,
    beginsMs,
    balances: isTaken ? balances : new Map(),
  };
}

interface Maker {
  readonly random: Random;
  readonly store: Store;
  readonly timeZone: string;
  readonly beginsMs: number;
  readonly files: Map<string, Content>;
  /** A file is one promotion's, and holds what that one asks for. */
  readonly newName: (id: string) => string;
}

/** A file that only a later configuration names is there from the beginning. */
function keepFilesOf(
  configured: readonly Configured[],
  made: ReadonlyMap<string, Content>,
  there: Map<string, Content>,
) {
  for (const { promotion } of configured) {
    const { audience } = promotion;
    const content = audience.kind === 'list' ? undefined : made.get(audience.file);
    if (audience.kind !== 'list' && content !== undefined && !there.has(audience.file)) {
      there.set(audience.file, content);
    }
  }
}

/** Hundreds of awards that are each tried for two weeks would take longer than they tell. */
function sizeOf(random: Random, { onUnknownCustomer, onInsufficientBalance }: Store): number {
  const isTriedForLong = onUnknownCustomer === 'retry' || onInsufficientBalance === 'retry';
  const size = random.weighted([
    [40, random.int(1, 5)],
    [44, random.int(6, 40)],
    [11, random.int(41, 110)],
    [4, random.int(111, 350)],
    [0.4, random.int(1_010, 1_150)],
  ]);
  return isTriedForLong ? Math.min(size, MAX_TRIED_FOR_LONG) : size;
}

function makeConfigured(maker: Maker, id: string, size: number): Configured {
  const { random, timeZone, files, newName } = maker;
  const kind = random.weighted<Audience['kind']>([
    // Whoever reads a file sets up a table for two million customers, which takes longer than all the rest.
    [size > MAX_LISTED ? 0 : 5, 'list'],
    [2, 'file'],
    [size > MAX_LISTED ? 0 : 1, 'birthdays'],
  ]);
  const points = kind !== 'birthdays' && random.chance(0.5) ? 'audience' : random.int(1, 200);
  const rows = rowsFor(maker, kind, points, size);
  const audience =
    kind === 'list' ? { kind, customers: listed(rows) } : { kind, file: fileName(random, newName(id), size) };
  if (audience.kind !== 'list' && random.chance(0.95)) {
    files.set(audience.file, makeContent(random, audience.file, rows, says(kind, points)));
  }
  const promotion: Promotion = {
    id,
    store: 'shop',
    points,
    takesBack: random.chance(0.25),
    timeZone,
    audience,
    reason: random.pick(['Promotion {promotion}, {date}', '{points} for {text} ({promotion})']),
    customerReason: random.pick([null, 'Feliz Natal: {points} pontos', '{text}']),
    schedule: 'rate(1 days)',
    untilMs: random.chance(0.05) ? maker.beginsMs + random.pick([0, DAY_MS]) : null,
    maximumPoints: random.chance(0.08) ? random.int(1, 100) : 1_000_000_000,
  };
  return { promotion, list: kind === 'list' ? rows : [] };
}

function rowsFor(
  { random, store, timeZone, beginsMs }: Maker,
  kind: Audience['kind'],
  points: Promotion['points'],
  size: number,
): readonly WrittenRow[] {
  const day = (offset: number) => localDay(beginsMs + offset * DAY_MS, timeZone).slice(5);
  return makeRows(random, {
    by: store.customer.by,
    size,
    says: says(kind, points),
    inFile: kind !== 'list',
    days: [day(0), day(1), day(-1), '02-29', '12-31'],
  });
}

function says(kind: Audience['kind'], points: Promotion['points']): RowsWanted['says'] {
  if (kind === 'birthdays') return 'birthdays';
  return points === 'audience' ? 'points' : 'noPoints';
}

function listed(rows: readonly WrittenRow[]) {
  return rows.map(({ customer, points, text }) => ({
    customer,
    points: points === null ? null : Number(points),
    text,
  }));
}

function makeTriggers(random: Random, { id: promotion }: Promotion, beginsMs: number): Trigger[] {
  const triggers: Trigger[] = [];
  const add = (scheduledAtMs: number, by: Trigger['by'], afterMs: number) =>
    triggers.push({ atMs: scheduledAtMs + afterMs, promotion, scheduledAtMs, by });
  const beginning = beginsMs + random.int(0, 3) * random.pick([0, 5 * SECOND_MS, HOUR_MS]);
  for (const scheduledAtMs of random.chance(0.3) ? [beginning, beginning + DAY_MS] : [beginning]) {
    add(scheduledAtMs, 'scheduler', random.int(0, 60) * SECOND_MS);
    if (random.chance(0.3)) add(scheduledAtMs, 'scheduler', random.int(0, 120) * SECOND_MS);
    if (random.chance(0.15)) add(scheduledAtMs, 'scheduler', random.int(0, 24) * HOUR_MS);
    if (random.chance(0.25)) add(scheduledAtMs, 'person', random.pick([MINUTE_MS, HOUR_MS, DAY_MS, 3 * DAY_MS]));
  }
  const wrong = random.pick([-9 * DAY_MS, 40 * DAY_MS]);
  if (random.chance(0.06)) {
    triggers.push({ atMs: beginsMs + HOUR_MS, promotion, scheduledAtMs: beginsMs + wrong, by: 'person' });
  }
  return triggers;
}

function makeEdits(maker: Maker, first: readonly Configured[], triggers: readonly Trigger[]): readonly Edit[] {
  const { random } = maker;
  const edits: Edit[] = [];
  const count = random.pick([0, 0, 1, 1, 2, 3]);
  const times = Array.from({ length: count }, () => {
    const { atMs } = triggers[random.int(0, triggers.length - 1)] ?? { atMs: maker.beginsMs };
    return (
      atMs +
      random.pick([-HOUR_MS, -SECOND_MS, 20, 60, 150, 400, 2 * SECOND_MS, 30 * SECOND_MS, 10 * MINUTE_MS, DAY_MS])
    );
  });
  let configured = first;
  for (const atMs of times.toSorted((one, other) => one - other)) {
    const file = fileOf(configured, random);
    if (file !== null && random.chance(0.5)) {
      edits.push({ atMs, kind: 'file', ...file, content: otherContent(maker, configured, file.file) });
      continue;
    }
    configured = edited(maker, configured);
    edits.push({ atMs, kind: 'configuration', configured });
  }
  return edits;
}

function fileOf(configured: readonly Configured[], random: Random): { readonly file: string } | null {
  const files = configured.flatMap(({ promotion: { audience } }) => (audience.kind === 'list' ? [] : [audience.file]));
  const file = files[random.int(0, files.length - 1)];
  return file === undefined ? null : { file };
}

function otherContent(maker: Maker, configured: readonly Configured[], file: string): Content | null {
  const { random } = maker;
  if (random.chance(0.25)) return null;
  const promotion = configured.find(
    ({ promotion: { audience } }) => 'file' in audience && audience.file === file,
  )?.promotion;
  if (promotion === undefined) return null;
  const { audience, points } = promotion;
  const rows = rowsFor(maker, audience.kind, points, random.int(1, 40));
  return makeContent(random, file, rows, says(audience.kind, points));
}

/** Another configuration: a promotion says something else, or is there no longer. */
function edited(maker: Maker, configured: readonly Configured[]): readonly Configured[] {
  const { random } = maker;
  const place = random.int(0, Math.max(0, configured.length - 1));
  const before = configured[place];
  if (before === undefined) return [makeConfigured(maker, 'natal_2026', random.int(1, 20))];
  const others = configured.filter((_, index) => index !== place);
  const with_ = (changes: Partial<Promotion>) => [
    ...others,
    { ...before, promotion: { ...before.promotion, ...changes } },
  ];
  const { points } = before.promotion;
  return random.pick<() => readonly Configured[]>([
    () => others,
    () => [...others, makeConfigured(maker, before.promotion.id, random.int(1, 20))],
    () => with_({ reason: 'Another {promotion}', customerReason: 'Something else' }),
    () => with_({ takesBack: !before.promotion.takesBack }),
    () => with_({ maximumPoints: random.pick([10, 2_000_000_000]) }),
    () => with_(points === 'audience' ? { reason: 'Edited' } : { points: points + 1 }),
  ])();
}
