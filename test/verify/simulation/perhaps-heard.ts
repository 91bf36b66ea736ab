import type { History } from '../laws/histories/history.ts';
import type { ExpectedOutcome } from '../laws/oracle/outcome.ts';
import type { Consequences } from './consequences.ts';

/** These and the orders that end elsewhere when some bodies are not known, of which nobody can tell whether they are. */
export function withUnsure(
  consequences: Consequences,
  history: History,
  perhapsHeard: ReadonlySet<string>,
): Consequences {
  const { deliveries } = history;
  const expected = consequences.expectedOf(history);
  const doubtful = new Set(deliveries.filter(({ body }) => perhapsHeard.has(body)).map(({ orderId }) => orderId));
  const isUnsure = (order: string) => {
    const ofOrder = deliveries.filter(({ orderId }) => orderId === order);
    const endings = subsetsOf(ofOrder.filter(({ body }) => perhapsHeard.has(body)).map(({ body }) => body)).map(
      (unknown) => {
        const known = ofOrder.filter(({ body }) => !unknown.has(body));
        return endOf(consequences.expectedOf({ ...history, deliveries: known }).get(order));
      },
    );
    return endings.some((ending) => ending !== endOf(expected.get(order)));
  };
  return { ...consequences, unsure: new Set([...consequences.unsure, ...[...doubtful].filter(isUnsure)]) };
}

const endOf = (outcome: ExpectedOutcome | undefined) => outcome?.posted ?? 0;

/** Of many bodies only a few subsets: none, each one, all but each one, all. */
function subsetsOf(bodies: readonly string[]): ReadonlySet<string>[] {
  const each = bodies.map((body) => new Set([body]));
  const allBut = bodies.map((body) => new Set(bodies.filter((other) => other !== body)));
  return [...each, ...allBut, new Set(bodies)];
}
