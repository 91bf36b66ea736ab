import type { Store } from '../../src/domain/store.ts';
import { lookAtWebhooks } from '../webhooks/look-at-webhooks.ts';
import type { WebhooksReport } from '../webhooks/report.ts';
import { type Found, fine, unknown, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** Whether the shops have the webhooks that Ponte needs. Changes nothing. Says nothing of shops that cannot be asked: others do. */
export async function checkSubscriptions(subject: Subject): Promise<readonly Found[]> {
  const { stores } = await subject.connection.config();
  return (await Promise.all(stores.map((store) => ofStore(subject, store)))).flat();
}

async function ofStore({ connection, deadline }: Subject, store: Store): Promise<readonly Found[]> {
  if (store.webhooks === 'off') return [];
  const secret = await connection.secrets.read(store.id, deadline.signal);
  if (secret.kind !== 'read' || secret.secrets.storeApi === undefined) return [];
  const report = await lookAtWebhooks(connection, store, { apply: false }, deadline);
  return [told(report)];
}

/** What a look at a store's webhooks says of it. */
function told(report: WebhooksReport): Found {
  const { store, address, because, webhooks, isCertain } = report;
  const what = `store "${store}"`;
  const look = `./ponte webhooks ${store} says what to do, and does it with --apply.`;
  if (because !== null)
    return unknown(`${what}: its webhooks cannot be seen: ${because}`, 'one that is off goes unnoticed', look);
  const faults = (status: string) =>
    webhooks.filter((one) => one.status === status).map(({ topic, fault }) => `${topic}: ${fault ?? ''}`);
  if (!isCertain)
    return warning(
      `${what}: no webhook to ${address} is shown`,
      'those that a person made in the shop are not shown, so that one that is off goes unnoticed',
      look,
    );
  const lost = faults('wrong');
  if (lost.length > 0) return wrong(`${what}: ${lost.join('; ')}`, 'the shop does not send all that it should', look);
  const extra = faults('superfluous');
  return extra.length > 0
    ? warning(`${what}: ${extra.join('; ')}`, 'the same is sent more than once, or for nobody', look)
    : fine(`${what}: its webhooks are there, and on`);
}
