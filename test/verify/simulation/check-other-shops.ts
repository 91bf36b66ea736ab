import type { Store } from '../../../src/domain/store.ts';
import type { History } from '../laws/histories/history.ts';
import { expectedOutcome, isOfOtherShop } from '../laws/oracle/expected-outcome.ts';
import { parseJson } from '../laws/oracle/json.ts';
import { hostShownBy } from '../laws/oracle/other-shop.ts';
import { checkConverged } from './check-converged.ts';
import type { Trial } from './trial.ts';

/** Law 6: of each order that a host tells of which the store does not name, one body is kept, and none of the store's own. */
export function checkOthersSetAside({ simulation, invariants }: Trial, { deliveries }: History, store: Store): void {
  const kept = simulation.ledger.ofOtherShops();
  const others = deliveries.filter(({ body }) => isOfOtherShop(parseJson(body), store));
  for (const { body, orderId } of others) {
    const host = hostShownBy(body);
    const ofOrder = kept.filter(({ of }) => of.described?.order === orderId && of.host === host);
    invariants.check('nothingLost', ofOrder.length === 1, () => ({ order: orderId, host, kept: ofOrder.length }));
  }
  const sent = new Set(others.map(({ body }) => body));
  for (const { delivery, of } of kept) {
    const isSent = sent.has(Buffer.from(delivery.body).toString());
    invariants.check('nothingLost', isSent, () => ({ host: of.host, keptThoughOurs: of.described?.order }));
  }
}

/** Law 1: until the configuration names the host to which a shop has moved, its orders stand where the bodies before left them. */
export function checkOthersNotMerged(trial: Trial, { deliveries }: History, store: Store): void {
  const expected = expectedOutcome({ store, deliveries });
  checkConverged({ ...trial, expected }, (entry) => entry.state !== 'withdrawn');
}
