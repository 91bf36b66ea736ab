import { deliver } from '../../local/deliver.ts';
import { signedDelivery } from '../../local/outgoing-delivery.ts';
import type { Store } from '../../src/domain/store.ts';
import { PROBE_TOPIC } from '../../src/platforms/probe-topic.ts';
import { located } from '../failure.ts';
import { type Found, fine, unknown, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** A signed delivery for each store, through the real URL. It records nothing, and counts as no sign of life of the shop. */
export async function checkWebhooks(subject: Subject): Promise<readonly Found[]> {
  if (!subject.probe) return [unknown('the URL was not tried', '--no-probe says so', 'Call it without --no-probe.')];
  const { stores } = await subject.connection.config();
  const url = await subject.connection.services.webhooksUrl();
  const found: Found[] = [];
  for (const store of stores) found.push(await probe(subject, url, store));
  return found;
}

async function probe({ connection, deadline }: Subject, url: string, store: Store): Promise<Found> {
  const { id, platform } = store;
  const secret = await connection.secrets.read(id, deadline.signal);
  const [key] = secret.kind === 'read' ? secret.secrets.webhookSecrets : [];
  if (key === undefined) {
    return unknown(`store "${id}" was not tried`, 'its secret cannot be read here', 'See what is said of secrets.');
  }
  const delivery = signedDelivery({ id, platform }, { topic: PROBE_TOPIC, rawBody: Buffer.from('{}'), secret: key });
  const { send } = located({ send: () => deliver(url, delivery) }, { what: url, of: connection.place });
  const { status, outcome, text } = await send();
  const target = `POST ${url.replace(/\/$/, '')}/webhooks/${platform}/${id}`;
  if (status === 200 && outcome?.reason === 'probe') return fine(`${target} takes what the shop signs`);
  const said = outcome === null ? text.slice(0, 100) : outcome.message;
  const next =
    status === 401
      ? 'The functions have another secret than this one: it was changed less than five minutes ago, or the stage is another.'
      : 'The log of the function says more: docs/operating.md has how to look.';
  return wrong(`${target} is answered ${status}: ${said}`, 'the shop is answered the same', next);
}
