import type { Outcome } from '../outcomes/outcome.ts';

/** Everything that Ponte tells of while it works; `event-table.ts` says what is written of each. */
export type PonteEvent =
  /** The header fields are as sent, if they look like what they should be. */
  | {
      readonly kind: 'deliveryHandled';
      /** Null for a delivery that was kept, when the store is not configured. */
      readonly platform: string | null;
      readonly store: string | null;
      readonly topic: string | null;
      readonly delivery: string | null;
      readonly tookMs: number;
      readonly outcome: Outcome;
    }
  | {
      readonly kind: 'orderSettled';
      readonly store: string | null;
      readonly tookMs: number;
      readonly outcome: Outcome;
    }
  /** See `Sweep`. */
  | { readonly kind: 'swept'; readonly queued: number; readonly failed: number; readonly complete: boolean }
  /** A store's secret is not as it should be: `refreshFailed` and `shortWebhookSecret` leave it in use. */
  | {
      readonly kind: 'secretTrouble';
      readonly store: string;
      readonly trouble: 'shortWebhookSecret' | 'noCredentials' | 'refreshFailed' | 'unavailable' | 'invalid';
      readonly because: string | null;
    }
  /** Something failed without losing anything. */
  | { readonly kind: 'warning'; readonly message: string; readonly error?: unknown }
  /** A whole account is kept from being served, and only a person can change that. */
  | { readonly kind: 'alarm'; readonly message: string };

export type EventOf<Kind extends PonteEvent['kind']> = Extract<PonteEvent, { kind: Kind }>;

/** The port through which everything tells what happens. Never throws, and nobody waits for it. */
export type Tell = (event: PonteEvent) => void;
