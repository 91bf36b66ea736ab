import { runId } from '../../src/domain/promotion/run-key.ts';
import { nameOf } from '../../src/domain/record.ts';
import type { Forgotten, Found, InTheWay } from '../../src/erasure/forget.ts';
import { inLines, type Shown, shown } from '../terminal.ts';

/** What was found or is left of a person, by names that name no person. */
export interface FoundReport {
  /** `my-shop/5001`, and `my-shop/vip-20261224T120000Z-7` of an award. */
  readonly records: readonly string[];
  /** Pages of orders that hold an older state of them. */
  readonly pages: number;
  readonly bodies: number;
  readonly runs: readonly string[];
  readonly files: readonly { readonly file: string; readonly version: string | null; readonly rows: number }[];
  /** Promotions that list the person in `ponte.config.ts`. */
  readonly configuration: readonly string[];
  /** Orders and awards of erased customers that the index of customers still finds. */
  readonly indexed: readonly string[];
  /** Keys of items that no command erases, or that this version cannot read. */
  readonly items: readonly string[];
}

/** What `ponte forget` tells, and prints as JSON. */
export interface ForgottenReport {
  readonly result: 'nothingFound' | 'found' | 'inTheWay' | 'erased' | 'left';
  readonly found: FoundReport;
  readonly inTheWay: readonly (Omit<InTheWay, 'untilMs'> & { readonly until: string | null })[];
  /** What a second look through everything found; null before an erasure. */
  readonly left: FoundReport | null;
  readonly lookedThrough: Readonly<Record<string, number>>;
  /** Where nobody can look. */
  readonly notLookedInto: {
    readonly files: readonly { readonly file: string; readonly version: string | null; readonly because: string }[];
    /** Messages name customers, and cannot be searched. */
    readonly queuesForDays: number;
    readonly backupsForDays: number;
  };
}

/** As deploy/resources/queues.yml keeps messages, and DynamoDB what a table was. */
const QUEUES_FOR_DAYS = 14;
const BACKUPS_FOR_DAYS = 35;

export function forgottenReport(forgotten: Forgotten): ForgottenReport {
  const found = foundReport(forgotten.found);
  const left = forgotten.kind === 'erased' ? foundReport(forgotten.left) : null;
  const { ledger, files } = forgotten.kind === 'erased' ? forgotten.left : forgotten.found;
  return {
    result: resultOf(forgotten, found, left),
    found,
    inTheWay: forgotten.inTheWay.map(({ untilMs, ...one }) => ({
      ...one,
      until: untilMs === null ? null : new Date(untilMs).toISOString(),
    })),
    left,
    lookedThrough: { ...ledger.looked, files: files.files, versions: files.looked, rows: files.rows },
    notLookedInto: {
      files: files.unread.map(({ version: { file, id }, because }) => ({ file, version: id, because })),
      queuesForDays: QUEUES_FOR_DAYS,
      backupsForDays: BACKUPS_FOR_DAYS,
    },
  };
}

function resultOf(
  { kind, inTheWay }: Forgotten,
  found: FoundReport,
  left: FoundReport | null,
): ForgottenReport['result'] {
  if (kind === 'erased') return inTheWay.length === 0 && left !== null && isNothing(left) ? 'erased' : 'left';
  if (inTheWay.length > 0) return 'inTheWay';
  return isNothing(found) ? 'nothingFound' : 'found';
}

function foundReport({ ledger, files, configured }: Found): FoundReport {
  return {
    records: ledger.records.map(({ key }) => `${key.store}/${nameOf(key)}`),
    pages: ledger.pages.length,
    bodies: ledger.deliveries.length,
    runs: ledger.runs.map(({ key }) => runId(key)),
    files: files.versions.map(({ version: { file, id }, rows }) => ({ file, version: id, rows })),
    configuration: configured,
    indexed: ledger.indexed.map((key) => `${key.store}/${nameOf(key)}`),
    items: ledger.others,
  };
}

function isNothing({ records, pages, bodies, runs, files, configuration, indexed, items }: FoundReport): boolean {
  return (
    pages + bodies === 0 && [records, runs, files, configuration, indexed, items].every(({ length }) => length === 0)
  );
}

/** Whether somebody has to do something yet. */
export function wantsAPerson({ result, notLookedInto }: ForgottenReport): boolean {
  return result === 'inTheWay' || result === 'left' || notLookedInto.files.length > 0;
}

export function inWords(report: ForgottenReport): Shown {
  const { result, found, left, lookedThrough: looked, notLookedInto } = report;
  return inLines([
    ...RESULTS[result](report),
    ...(result === 'nothingFound' ? [] : [shown`Found: ${sentence(found)}`]),
    ...(left === null || isNothing(left) ? [] : [shown`Left: ${sentence(left)}`]),
    shown`Looked through: ${Object.entries(looked)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}.`,
    ...notLookedInto.files.map(
      ({ file, version, because }) =>
        shown`Not looked into: ${file}${version === null ? '' : ` (${version})`}: ${because}`,
    ),
    shown`Nobody can search queues: what waits there is gone in ${notLookedInto.queuesForDays} days at most; look again then. Backups of the ledger last ${notLookedInto.backupsForDays} days.`,
  ]);
}

const RESULTS: Readonly<Record<ForgottenReport['result'], (report: ForgottenReport) => readonly (string | Shown)[]>> = {
  nothingFound: () => ['Nothing here names this customer.'],
  found: () => ['Nothing was erased; --apply does it.'],
  inTheWay: ({ inTheWay }) => [
    'Nothing was erased:',
    ...inTheWay.map(
      ({ id, because, until }) => shown`  ${id}: ${WHY[because]}${until === null ? '' : `, next at ${until}`}`,
    ),
  ],
  erased: () => ['Erased; a second look through everything found nothing.'],
  left: ({ inTheWay }) => [
    'Erased, but something is left:',
    ...inTheWay.map(({ id, because }) => shown`  ${id}: ${WHY[because]}`),
  ],
};

const WHY: Readonly<Record<InTheWay['because'], string>> = {
  pending: 'an entry waits to be posted',
  unknown: 'an entry may have been applied; ./ponte parked says what to do',
  runUnderWay: 'this run goes on, and reads its audience again',
  runStopped: 'this run is stopped; redrive or dismiss it first',
};

function sentence({ records, pages, bodies, runs, files, configuration, indexed, items }: FoundReport): string {
  const parts = [
    ...records,
    ...(pages === 0 ? [] : [`pages of orders: ${pages}`]),
    ...(bodies === 0 ? [] : [`parked bodies: ${bodies}`]),
    ...runs.map((run) => `the run ${run}`),
    ...files.map(({ file, version, rows }) => `rows of ${file}${version === null ? '' : ` (${version})`}: ${rows}`),
    ...configuration.map((id) => `the promotion ${id} in ponte.config.ts: take them out, and deploy`),
    ...indexed.map((name) => `the digest of ${name} in the index of customers`),
    ...items.map((pk) => `the item ${pk}`),
  ];
  return parts.length === 0 ? 'nothing.' : `${parts.join(', ')}.`;
}
