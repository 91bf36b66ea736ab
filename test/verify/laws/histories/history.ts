import type { Store } from '../../../../src/domain/store.ts';
import type { Json } from '../oracle/json.ts';
import type { Situation } from './situation.ts';

/** One HTTP attempt of a platform to tell something, without its headers. */
export interface Delivery {
  readonly atMs: number;
  readonly topic: string;
  /** JSON text exactly as sent. */
  readonly body: string;
  readonly orderId: string;
  readonly what: string;
  /** Neighbours that both say so are under way at the same time; they are of one order. */
  readonly simultaneous: boolean;
}

/** What a store lived through and what of it arrived, in order of arrival. */
export interface History {
  readonly seed: number;
  readonly store: Store;
  readonly deliveries: readonly Delivery[];
  readonly situations: ReadonlySet<Situation>;
  /** WooCommerce bodies of one second differ: the later arrival wins, so another order may end elsewhere. */
  readonly arrivalDecides: boolean;
  /** By then everything has arrived and every hold is over. */
  readonly endMs: number;
}

/** Of each key's last form at least one statement arrives. */
export interface Fact {
  readonly key: string;
  readonly form: string;
}

/** A body that a platform would send, before the network has its say. */
export interface Emission {
  readonly atMs: number;
  readonly topic: string;
  readonly body: string;
  readonly orderId: string;
  readonly what: string;
  readonly facts: readonly Fact[];
  /** WooCommerce: the second that the body claims, when another body may claim it too. */
  readonly tie: string | null;
}

/** Whether an order's delivered bodies show something. */
export type Sign = (bodies: readonly Json[]) => boolean;

/** What a shop knows to have happened to an order; it counts once the bodies that arrive show it. */
export interface Occurrence {
  readonly orderId: string;
  readonly situation: Situation;
  readonly seenIn: Sign;
}

/** One order's whole story as its store would tell it, with what the store's configuration is made to fit. */
export interface Life {
  readonly orderId: string;
  readonly paidAtMs: number;
  /** Worth of the goods in units of the store's currency, roughly. */
  readonly worth: number;
  readonly emissions: readonly Emission[];
  readonly runs: readonly Occurrence[];
}
