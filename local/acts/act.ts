import type { Raw } from '../raw-json.ts';

/** What somebody does with an order in a shop. */
export type Act =
  /** All that is left goes back; with `cancel`, the order is cancelled, too. */
  | { readonly act: 'refund' | 'cancel' }
  /** Units of lines, or an amount for no line. */
  | {
      readonly act: 'partialRefund';
      readonly lines?: readonly { readonly id: string; readonly units: number }[] | undefined;
      readonly amount?: string | undefined;
    }
  | {
      readonly act: 'exchange';
      readonly line: string;
      readonly units: number;
      readonly newTitle: string;
      readonly newPrice: string;
    }
  /** The last refund is deleted. */
  | { readonly act: 'undoRefund' };

/** One delivery that the platform sends of it. */
export interface ActDelivery {
  readonly topic: string;
  readonly body: Raw;
}

/** What an act comes to; or why it cannot be done. */
export type Acted =
  | { readonly kind: 'acted'; readonly deliveries: readonly ActDelivery[] }
  | { readonly kind: 'cannot'; readonly because: string };

export function cannot(because: string): Acted {
  return { kind: 'cannot', because };
}

/** What could be done with an order, and with what of it. */
export interface Actable {
  /** By the name of the act: why not; null where it can be done. */
  readonly notBecause: Readonly<Record<Act['act'], string | null>>;
  /** The lines that have units on the order. */
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly units: number;
    readonly unitPrice: string;
  }[];
  /** The most that can go back. */
  readonly mostAmount: string;
}
