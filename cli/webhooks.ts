import type { Severity } from '../src/domain/outcome-table.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { configuredStore } from './configured-store.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { coloured, complain, faint, print, shown, strong } from './terminal.ts';
import { type TimeInWords, timesOf } from './times.ts';
import { lookAtWebhooks } from './webhooks/look-at-webhooks.ts';
import type { ReadsAgain, WebhookLine, WebhooksReport } from './webhooks/report.ts';

interface Options {
  readonly store?: string | undefined;
  readonly apply: boolean;
  readonly json: boolean;
}

const SEVERITY: Readonly<Record<WebhookLine['status'], Severity>> = {
  fine: 'success',
  superfluous: 'warning',
  wrong: 'error',
  unknown: 'warning',
};

/** `ponte webhooks`. Changes a shop only with `apply`. Exit code 1 where something is wrong, or could not be looked at. */
export async function webhooks(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const { stores } = await connection.config();
  const times = timesOf(stores);
  for (const store of options.store === undefined ? stores : [configuredStore(stores, options.store)]) {
    const report = await lookAtWebhooks(connection, store, options, deadline);
    if (report.because !== null || (report.isCertain && report.wrong > 0)) process.exitCode = 1;
    if (options.json) print(JSON.stringify(report));
    else tell(report, times([store.id]), options);
  }
}

function tell(report: WebhooksReport, inTime: TimeInWords, { apply }: Options): void {
  const { store, address, because, isCertain, changes, done } = report;
  print(shown`${strong(store)}  webhooks to ${address}`);
  for (const line of report.webhooks) print(lineInWords(line, inTime));
  for (const { kind, topic } of done) print(shown`  ${WORDS[kind]} ${topic}`);
  if (because !== null)
    complain(shown`${apply && done.length > 0 ? 'Not all of it was done' : 'Not looked at'}: ${because}`);
  if (because === null && !isCertain) print(NOT_CERTAIN);
  if (report.readsAgain !== null) print(gapInWords(report.store, report.readsAgain, inTime));
  tellByHand(report);
  if (!apply && because === null && changes.length > 0) print(`${counted(changes.length, 'change')}: --apply does it.`);
}

const WORDS = { create: 'made', update: 'put right', remove: 'removed' } as const;
const NOT_CERTAIN =
  "The shop's API shows none of these, and none that a person made in the shop: look there, or let Ponte make its own.";

/** How often it runs is the parameter `reconcileMinutes`. */
function gapInWords(store: string, { since }: ReadsAgain, inTime: TimeInWords) {
  const what = since === null ? 'all that the daily look back covers' : `what was changed since ${inTime(since)}`;
  const from = since === null ? '--since <instant>' : `--since ${since}`;
  return shown`Backfill: with its next run, within fifteen minutes as deployed, reconciliation reads again ${what}, and records what no webhook told. ./ponte reconcile ${store} ${from} shows it now.`;
}

function lineInWords({ topic, status, fault, id, changedAt, elsewhere }: WebhookLine, inTime: TimeInWords) {
  const about = [
    ...(id === null ? [] : [`webhook ${id}`]),
    ...(changedAt === null ? [] : [`changed ${inTime(changedAt)}`]),
    ...elsewhere,
  ].join(', ');
  return shown`  ${coloured(SEVERITY[status], status.padEnd(12))}${topic.padEnd(26)}${fault ?? ''}  ${faint(about)}`;
}

function tellByHand({ byHand }: WebhooksReport): void {
  if (byHand === null) return;
  print(shown`By hand: ${byHand.where}`);
  for (const step of byHand.steps) print(shown`  - ${step}`);
  print('As requests:');
  for (const request of byHand.requests) print(shown`  ${request}`);
  print(shown`  ${faint(byHand.names)}`);
}
