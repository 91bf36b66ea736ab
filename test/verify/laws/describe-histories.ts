import { describe, expect, it } from 'vitest';
import { generateHistory } from './histories/generate.ts';
import type { Delivery, History } from './histories/history.ts';
import { createRandom } from './histories/random.ts';
import { SITUATIONS, type Situation } from './histories/situation.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';
import { list, parseJson, text } from './oracle/json.ts';

const some = (count: number): History[] => Array.from({ length: count }, (_, seed) => generateHistory(seed));

const outcomes = (history: Pick<History, 'store' | 'deliveries'>): string =>
  JSON.stringify([...expectedOutcome(history)].map(([id, { posted, verdict }]) => [id, posted, verdict]).sort());

/** What generated histories have to be like, seen in so many of them. The fewer, the rarer a situation may come out. */
export function describeHistories({ seeds, least }: { readonly seeds: number; readonly least: number }): void {
  describe(`${seeds} generated histories`, () => {
    it('hold every situation often enough', { timeout: 180_000 }, () => {
      const seen = new Map<Situation, number>();
      for (let seed = 0; seed < seeds; seed += 1) {
        for (const situation of generateHistory(seed).situations) seen.set(situation, (seen.get(situation) ?? 0) + 1);
      }
      const rare = SITUATIONS.filter((situation) => (seen.get(situation) ?? 0) < seeds * least);
      expect(rare).toEqual([]);
    });

    it('are the same for the same seed', () => {
      for (const seed of [1, 77, 12_345]) expect(generateHistory(seed)).toEqual(generateHistory(seed));
    });

    it('differ from seed to seed', () => {
      const bodies = new Set(some(500).map(({ deliveries }) => deliveries.map(({ body }) => body).join()));
      expect(bodies.size).toBe(500);
    });

    it('arrive in order of time, at the same time where simultaneous, and then of one order', () => {
      for (const { deliveries, endMs } of some(seeds / 10)) {
        for (const [index, delivery] of deliveries.entries()) {
          const next = deliveries[index + 1];
          expect(delivery.atMs).toBeLessThanOrEqual(next?.atMs ?? endMs);
          if (delivery.simultaneous && next?.simultaneous) {
            expect(next).toMatchObject({ atMs: delivery.atMs, orderId: delivery.orderId });
          }
        }
        expect(deliveries.filter(({ simultaneous }) => simultaneous).length).not.toBe(1);
      }
    });

    it('name the order in every body that the delivery names', () => {
      for (const { deliveries } of some(seeds / 10)) {
        for (const { body, orderId, topic } of deliveries) {
          const json = parseJson(body);
          const named = topic.startsWith('refunds/') || topic.startsWith('order_tr') ? 'order_id' : 'id';
          const id = text(json, named) ?? text(json, 'order_edit', 'order_id');
          if (id !== null) expect(id).toBe(orderId);
          else expect(text(json, 'code')).not.toBeNull();
        }
      }
    });

    it('end alike in any order of arrival, unless the arrival decides', () => {
      for (const history of some(seeds / 10)) {
        if (history.arrivalDecides) continue;
        const shuffled = shuffle(history.deliveries, history.seed);
        expect(outcomes({ ...history, deliveries: shuffled }), `seed ${history.seed}`).toBe(outcomes(history));
      }
    });

    it('seldom let the arrival decide', () => {
      const decided = some(seeds / 5).filter(({ arrivalDecides }) => arrivalDecides).length;
      expect(decided).toBeGreaterThan(seeds / 1_000);
      expect(decided).toBeLessThan(seeds / 50);
    });

    it('let WooCommerce bodies of one second arrive in the order in which they were sent', () => {
      // The same body never comes back once another of its second has followed.
      for (const { deliveries, store } of some(seeds / 10)) {
        if (store.platform !== 'woocommerce') continue;
        const latest = new Map<string, string>();
        const gone = new Set<string>();
        for (const { body, orderId } of deliveries) {
          const json = parseJson(body);
          if (list(json, '_links', 'self').length === 0) continue;
          const second = `${orderId} ${text(json, 'date_modified_gmt')}`;
          const before = latest.get(second);
          if (before !== undefined && before !== body) gone.add(before);
          expect(gone.has(body)).toBe(false);
          latest.set(second, body);
        }
      }
    });

    it('keep one date of payment for an order that was ever due', () => {
      for (const { deliveries, store } of some(seeds / 10)) {
        if (store.platform !== 'woocommerce') continue;
        const dates = new Map<string, Set<string>>();
        for (const { body, orderId } of deliveries) {
          const json = parseJson(body);
          const paid = text(json, 'date_paid_gmt') ?? text(json, 'date_completed_gmt');
          if (paid !== null) dates.set(orderId, (dates.get(orderId) ?? new Set()).add(paid));
        }
        for (const ofOrder of dates.values()) expect(ofOrder.size).toBe(1);
      }
    });
  });
}

function shuffle(deliveries: readonly Delivery[], seed: number): Delivery[] {
  const random = createRandom(seed + 1);
  const shuffled = [...deliveries];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const [moved] = shuffled.splice(random.int(0, last), 1);
    if (moved) shuffled.push(moved);
  }
  return shuffled;
}
