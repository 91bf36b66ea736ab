import { type Outcome, outcome } from '../domain/outcome.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import { type StoreSecretsReader, whyUnread } from '../ports/secrets-reader.ts';
import type { Emit } from '../ports/telemetry.ts';

export type Sender =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'refused'; readonly outcome: Outcome }
  /** The store's secret cannot be used at the moment, so that the sender is not known yet. */
  | ({ readonly kind: 'unknown' } & Explanation);

/** What is verified, and when it arrived, by the clock of the verifier. */
export interface Signed {
  readonly signature: string;
  readonly rawBody: Uint8Array;
  readonly arrivedAtMs: number;
}

/**
 * Whether the store signed these bytes. A signature that fails may be newer than the cached secret, so that only a secret
 * requested after the delivery arrived can refuse it.
 */
export async function verifySender(
  { secrets, emit }: { secrets: StoreSecretsReader; emit: Emit },
  platform: Platform,
  store: Store,
  { signature, rawBody, arrivedAtMs }: Signed,
  signal: AbortSignal,
): Promise<Sender> {
  const reads = [() => secrets.read(store.id, signal), () => secrets.readSince(store.id, arrivedAtMs, signal)];
  for (const readThem of reads) {
    const read = await readThem();
    if (read.kind !== 'read') {
      // The sender has proved nothing yet, so that the reasons go to the log only.
      emit({ kind: 'secretTrouble', store: store.id, trouble: read.kind, because: whyUnread(read) });
      return { kind: 'unknown', ...explain('secretUnread', store.id) };
    }
    if (platform.verify(rawBody, signature, read.secrets.webhookSecrets)) return { kind: 'genuine' };
  }
  return {
    kind: 'refused',
    outcome: outcome('signatureRefused', explain('signatureWrong', store.id)),
  };
}
