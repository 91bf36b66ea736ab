import { DELIVERY_FUNCTIONS, patternOf, type StageLog } from '../../../cli/deliveries/read-log.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { Changed, DeliveryRow } from '../../api.ts';
import type { DeliverySource } from './delivery-source.ts';
import { rowOf, settledLineIn } from './stage-lines.ts';

/** CloudWatch shows a line seconds after it was written, and not always in order. */
const OVERLAP_MS = 60_000;
/** Several pages of a browser ask as one. */
const EVERY_MS = 4_000;
const MOST = 2_000;

interface Item {
  readonly number: number;
  readonly delivery: DeliveryRow | null;
  readonly changed: Changed;
}

/** What comes to a stage from now on, by its log. */
export function stageNews(open: () => Promise<StageLog>): DeliverySource['since'] {
  const startedAtMs = Date.now();
  const seen = new Set<string>();
  let items: readonly Item[] = [];
  let last = 0;
  let askedAtMs = 0;
  let readToMs = startedAtMs;
  let asking: Promise<void> | null = null;

  function add(id: string, item: Omit<Item, 'number'>): void {
    if (seen.has(id)) return;
    seen.add(id);
    last += 1;
    items = [...items, { number: last, ...item }].slice(-MOST);
  }

  async function ask(signal: AbortSignal): Promise<void> {
    const log = await open();
    const fromMs = Math.max(startedAtMs, readToMs - OVERLAP_MS);
    for (const name of DELIVERY_FUNCTIONS) {
      for await (const event of log(name, { pattern: patternOf({ what: 'delivery' }), fromMs }, signal)) {
        const delivery = rowOf(name, event);
        if (delivery !== null) add(event.id, { delivery, changed: { store: delivery.store, order: delivery.order } });
        readToMs = Math.max(readToMs, event.atMs);
      }
    }
    for await (const event of log('settle', { pattern: patternOf({ what: 'settle' }), fromMs }, signal)) {
      const line = settledLineIn(event.message);
      if (line !== null) add(event.id, { delivery: null, changed: { store: line.store, order: line.order } });
    }
  }

  return async (cursor, { signal }: Deadline) => {
    if (Date.now() - askedAtMs >= EVERY_MS) {
      askedAtMs = Date.now();
      asking ??= ask(signal).finally(() => {
        asking = null;
      });
    }
    await asking;
    const [of, number = 0] = (cursor ?? '').split('.').map(Number);
    const fresh = of === startedAtMs ? items.filter((item) => item.number > number) : [];
    return {
      cursor: `${startedAtMs}.${last}`,
      deliveries: fresh.flatMap(({ delivery }) => delivery ?? []),
      changed: fresh.map(({ changed }) => changed),
    };
  };
}
