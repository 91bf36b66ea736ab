import type { Store } from '../src/domain/store.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { counted } from './counted.ts';
import { type DeliveryLine, deliveriesOf } from './deliveries/read-log.ts';
import { located } from './failure.ts';
import { coloured, inWords, print, shown, signed, strong } from './terminal.ts';
import { type Times, timesOf } from './times.ts';

interface Options {
  readonly stage: string;
  readonly sinceMs: number;
  readonly store?: string;
  readonly order?: string;
  /** Any, where it is left out. */
  readonly severity?: readonly DeliveryLine['severity'][];
  readonly json: boolean;
  /** Whose time zones are known. */
  readonly stores: readonly Pick<Store, 'id' | 'timeZone'>[];
}

/** `ponte deliveries` */
export async function listDeliveries(
  { stage, sinceMs, store, order, severity, json, stores }: Options,
  { signal }: Deadline,
): Promise<void> {
  const log = located(
    { read: () => deliveriesOf(stage, sinceMs, signal) },
    {
      what: `The log groups of ponte-${stage}`,
      of: { kind: 'stage', stage },
    },
  );
  const times = timesOf(stores);
  let count = 0;
  for await (const line of log.read()) {
    const isOther =
      (store !== undefined && line.store !== store) ||
      (order !== undefined && line.order !== order) ||
      severity?.includes(line.severity) === false;
    if (isOther) continue;
    count += 1;
    print(json ? JSON.stringify(line) : describeDelivery(line, times));
  }
  if (!json) print(count === 0 ? 'No delivery is in the log.' : `${counted(count, 'delivery', 'deliveries')}.`);
}

/** What became of a delivery, in words. */
export function describeDelivery(
  { at, store, topic, order, severity, outcome, message, tookMs, entries }: DeliveryLine,
  times: Times,
) {
  const of = order === null ? '' : `, order ${order}`;
  const points = entries.map((entry) => `${signed(entry.points)} ${entry.outcome}`).join(', ');
  const came = points === '' ? '' : ` (${points})`;
  return shown`${strong(times([store])(at))}  ${topic ?? 'no topic'} → ${store ?? 'no store'}${of}, ${tookMs} ms\n  ${coloured(severity, inWords(outcome))}${message === inWords(outcome) ? '' : `: ${message}`}${came}`;
}
