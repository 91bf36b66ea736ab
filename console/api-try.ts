import type { Clock, DeliveryRow, PlatformName, Severity } from './api.ts';

/** What the console's server answers and takes on the local platform alone: what can be tried there. Types alone. */

/** `GET /api/fixtures` */
export interface Fixtures {
  readonly fixtures: readonly Fixture[];
}

export interface Fixture {
  /** As `ponte send` takes it. */
  readonly name: string;
  readonly platform: PlatformName;
  readonly topic: string | null;
  /** The store that it goes to, unless another is named. */
  readonly store: string;
  /** What can be overridden in its body. */
  readonly fields: readonly FixtureField[];
}

export interface FixtureField {
  /** A JSON pointer, such as `/customer/email`. */
  readonly path: string;
  readonly kind: 'text' | 'number' | 'instant';
  readonly value: string;
}

/** `POST /api/send` */
export interface SendAsk {
  readonly fixture: string;
  readonly store?: string;
  readonly topic?: string;
  /** By JSON pointer; the body is signed anew. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/** `POST /api/replay` */
export interface ReplayAsk {
  readonly delivery: string;
  /** One byte of the body is changed after signing; or it is signed with another secret. */
  readonly tamper?: 'none' | 'body' | 'signature';
}

/** Of `send`, `replay`, and of `act` without a preview. */
export interface Sent {
  readonly deliveries: readonly DeliveryRow[];
}

/** `POST /api/act`. With `preview`, nothing is sent. */
export type ActAsk = {
  readonly store: string;
  readonly order: string;
  readonly preview: boolean;
} /** All that is left; `cancel` with a refund of it. */ & (
  | { readonly act: 'refund' | 'cancel' }
  /** Shopify: units of lines, or an amount for no line. WooCommerce: an amount. */
  | {
      readonly act: 'partialRefund';
      readonly lines?: readonly { readonly id: string; readonly units: number }[];
      readonly amount?: string;
    }
  /** Shopify: units go back for another line. */
  | {
      readonly act: 'exchange';
      readonly line: string;
      readonly units: number;
      readonly newTitle: string;
      readonly newPrice: string;
    }
  /** WooCommerce: the last refund is deleted. */
  | { readonly act: 'undoRefund' }
);

/** The answer to a preview. */
export interface ActPreview {
  readonly steps: readonly ActStep[];
  /** The order's points now, and what they come to once all of it has arrived. */
  readonly target: { readonly now: number; readonly after: number };
}

/** One delivery that the platform would send. */
export interface ActStep {
  readonly topic: string;
  /** Indented JSON; personal data is `***`. */
  readonly body: string;
}

/** `GET /api/faults`, and `POST /api/faults`, which takes the place of all faults so far. */
export interface Faults {
  readonly faults: readonly Fault[];
}

/** What calls of the sandbox meet until it is taken away, or so many `times`. */
export type Fault = { readonly times?: number } & (
  | { readonly fault: 'latency'; readonly ms: number }
  /** 429; with `Retry-After` where it is given. */
  | { readonly fault: 'tooManyRequests'; readonly retryAfterSeconds?: number }
  /** 503 */
  | { readonly fault: 'serverError' }
  /** The connection breaks before the change is made, or after it. */
  | { readonly fault: 'cutBefore' | 'cutAfter' }
  /** Every connection breaks. */
  | { readonly fault: 'outage' }
);

/** `POST /api/clock` → `Clock` */
export interface ClockAsk {
  readonly byMs: number;
}

/** `POST /api/sweep {}` */
export interface Swept {
  readonly severity: Severity;
  readonly queued: number;
  readonly failed: number;
  readonly clock: Clock;
}
