import type { Store } from '../configuration/store.ts';
import type { Tell } from '../events/event.ts';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import { type StoreSecretsReader, whyUnread } from '../secrets/secrets-reader.ts';
import type { Work } from '../time/work.ts';
import type { Delivery } from './delivery.ts';
import { header, type Platform } from './platform.ts';
import { isSigned } from './verify-signature.ts';

/** `genuine`, or the outcome that ends the delivery. */
export type Sender = { readonly kind: 'genuine' } | { readonly kind: 'refused'; readonly outcome: Outcome };

/** Proves that the store signed these bytes. A signature that fails may only be newer than the cached secret: read it again. */
export async function verifySender(
  { secrets, tell }: { secrets: StoreSecretsReader; tell: Tell },
  platform: Platform,
  store: Store,
  delivery: Delivery,
  work: Work,
): Promise<Sender> {
  const signature = header(delivery, platform.signatureHeaders);
  if (signature === null) {
    return refused(
      'signatureRefused',
      `the ${platform.signatureHeaders[0]} header is missing; was this sent by ${platform.name}?`,
    );
  }
  for (const source of ['read', 'reread'] as const) {
    const read = await secrets[source](store.id, work.signal);
    if (read.kind !== 'read') {
      // Who asks has proved nothing yet: the reasons are for the log.
      tell({ kind: 'secretTrouble', store: store.id, trouble: read.kind, because: whyUnread(read) });
      return refused('notRecorded', `the secret of store "${store.id}" cannot be used at the moment`);
    }
    const keys = read.secrets.webhookSecrets.map((secret) => platform.signingKey(secret));
    if (isSigned(delivery.rawBody, signature, keys)) return { kind: 'genuine' };
  }
  return refused(
    'signatureRefused',
    `the signature does not fit the body; is the webhook's secret among webhookSecrets of store "${store.id}"?`,
  );
}

function refused(kind: 'signatureRefused' | 'notRecorded', message: string): Sender {
  return { kind: 'refused', outcome: outcome(kind, message) };
}
