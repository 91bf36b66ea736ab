import { outcomeOf, type Statement, shopifyFactsOf, statementsByOrder } from '../oracle/expected-outcome.ts';
import type { ExpectedOutcome } from '../oracle/outcome.ts';
import type { History, Occurrence } from './history.ts';
import { shopifySituations } from './shopify-situations.ts';
import type { Situation, Tag } from './situation.ts';
import { woocommerceSituations } from './woocommerce-situations.ts';

type Sent = Pick<History, 'store' | 'deliveries'>;

/** Tags what truly occurs in the delivered bodies, and whether their order of arrival decides. */
export function situationsOf(
  sent: Sent,
  runs: readonly Occurrence[],
): { situations: ReadonlySet<Situation>; arrivalDecides: boolean } {
  const situations = new Set<Situation>();
  const tag: Tag = (situation, occurs) => {
    if (occurs) situations.add(situation);
  };
  const orders = statementsByOrder(sent);
  for (const { orderId, situation, seenIn } of runs) {
    tag(situation, seenIn((orders.get(orderId) ?? []).map(({ json }) => json)));
  }
  for (const statements of orders.values()) {
    const outcome = outcomeOf(sent.store, statements);
    tagOutcome(tag, outcome);
    if (sent.store.platform === 'shopify') {
      shopifySituations(tag, sent.store, statements, shopifyFactsOf(statements));
    } else woocommerceSituations(tag, sent.store, statements, outcome);
  }
  const { store, deliveries } = sent;
  tag('repeated bodies', new Set(deliveries.map(({ body }) => body)).size < deliveries.length);
  tag(
    'simultaneous deliveries',
    deliveries.some(({ simultaneous }) => simultaneous),
  );
  const speaking = new Set<string>([...orders.values()].flat().map(({ body }: Statement) => body));
  tag(
    'order of another shop',
    deliveries.some(({ what }) => what === 'order of another shop'),
  );
  tag(
    'body without an order',
    deliveries.some(({ body, what }) => !speaking.has(body) && what !== 'order of another shop'),
  );
  tag('two orders', orders.size > 1);
  tag(
    'ids beyond 2^53',
    deliveries.some(({ orderId }) => orderId.length > 16),
  );
  tag('two rules', store.rules.length > 1);
  return { situations, arrivalDecides: store.platform === 'woocommerce' && situations.has('tied bodies') };
}

function tagOutcome(tag: Tag, outcome: ExpectedOutcome): void {
  const isDue = outcome.verdict === 'awarded' || outcome.verdict === 'all money back';
  tag('awards', outcome.posted > 0);
  tag('hold', outcome.posted > 0 && outcome.held);
  tag('cap', isDue && outcome.capped);
  tag('minimum', outcome.verdict === 'below minimum');
  tag('campaign', outcome.posted > 0 && outcome.campaigns > 0);
  tag('overlapping campaigns', outcome.posted > 0 && outcome.campaigns > 1);
  tag('paid before awardFrom', outcome.verdict === 'before the start');
  tag('test order', outcome.verdict === 'test order');
  tag('other currency', outcome.verdict === 'other currency');
  tag('never a customer', outcome.target > 0 && !outcome.customerKnown);
}
