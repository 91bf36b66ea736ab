import type { PromotionJson } from '../cli/promotions/promotion-states.ts';
import type { CustomerExplanation } from '../src/explain/customer-explanation.ts';
import type { OrderExplanation } from '../src/explain/explanation.ts';
import type { Told } from '../src/explain/words/tell.ts';

/**
 * What the console's server answers and takes: types alone. Instants are ISO 8601 in UTC. Text may come from a shop or its customers:
 * a page shows it as text. `api-work.ts` and `api-try.ts` hold the rest.
 */

export type Severity = 'success' | 'warning' | 'error';
export type Language = 'en' | 'pt';
export type PlatformName = 'shopify' | 'woocommerce';

/** Of every answer from 400 on, with a sentence each: what is wrong, where, and what to do. */
export interface ErrorAnswer {
  readonly error: { readonly what: string; readonly where: string; readonly next: string };
}

/** `GET /api/about` */
export interface About {
  readonly place:
    | { readonly kind: 'local'; readonly state: string }
    | { readonly kind: 'stage'; readonly stage: string };
  readonly region: string;
  /** Why nothing can be changed; null where it can. */
  readonly readOnlyBecause: string | null;
  /** The local platform: `/api/fixtures`, `send`, `replay`, `act`, `faults`, `clock` and `sweep` are there. */
  readonly canTry: boolean;
  /** The points API that is called is the sandbox, so that it can be given faults. */
  readonly hasSandbox: boolean;
  readonly stores: readonly AboutStore[];
  readonly accounts: readonly string[];
  readonly promotions: readonly string[];
  readonly clock: Clock;
  /** By the browser's `accept-language`. */
  readonly language: Language;
  readonly version: string;
}

export interface AboutStore {
  readonly id: string;
  readonly platform: PlatformName;
  readonly account: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly customerBy: 'email' | 'platformId' | 'document';
}

/** The platform's time, and how far a local one's is ahead of this machine's. `POST /api/clock` answers it. */
export interface Clock {
  readonly now: string;
  readonly aheadMs: number;
}

// Deliveries

/** `GET /api/deliveries?before=&limit=&store=&topic=&outcome=&severity=&order=&search=` */
export interface Deliveries {
  /** The newest first. */
  readonly deliveries: readonly DeliveryRow[];
  /** What `before` takes for those that came earlier; null after the last. */
  readonly next: string | null;
  /** Of a stage: it was searched back to this instant, and no further yet; `next` goes on. */
  readonly searchedTo: string | null;
}

/** A line of the list, and the data of the event `delivery`. */
export interface DeliveryRow {
  readonly id: string;
  readonly at: string;
  readonly store: string | null;
  readonly platform: PlatformName | null;
  readonly topic: string | null;
  readonly order: string | null;
  /** What it is called in its shop, such as `#1001`, by this delivery or another; null on a stage, which keeps no bodies. */
  readonly orderName: string | null;
  /** `error` and null where somebody else than a function answered, or it failed. */
  readonly severity: Severity;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly message: string;
  /** The sum of what it applied at once. */
  readonly points: number;
  readonly entries: readonly AnsweredEntry[];
  /** Null on a stage, whose log does not say. */
  readonly status: number | null;
  readonly tookMs: number;
}

export interface AnsweredEntry {
  /** With the customer masked. */
  readonly changeKey: string;
  readonly points: number;
  readonly outcome: string;
}

/** `GET /api/deliveries/<id>?reveal=1` */
export interface Delivery {
  readonly delivery: DeliveryRow;
  /** Null on a stage, where neither headers nor bodies are kept. Signatures and secrets are `***`. */
  readonly request: DeliveryRequest | null;
  readonly verification: { readonly result: 'verified' | 'refused' | 'notAsked'; readonly told: string };
  /** What its body says, as Ponte reads it; null where there is no body, or it says nothing of an order. */
  readonly facts: readonly Fact[] | null;
  /** The order as it is now; null where it names none, or the ledger has none. */
  readonly order: OrderRow | null;
  /** What functions wrote meanwhile. */
  readonly log: readonly LogLine[];
}

export interface DeliveryRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes: number;
  /** Indented where it is JSON; cut off after `MAX_BODY` characters. */
  readonly body: string;
  readonly isCut: boolean;
  /** Personal data in the body is `***`: `reveal=1` shows it. */
  readonly isMasked: boolean;
}

/** One thing that a body says, such as `standing`, that it is `entitled`. */
export interface Fact {
  readonly name: string;
  /** Of a line or a transaction, which. */
  readonly id: string | null;
  readonly value: readonly FactPart[];
}

/** `word`: one of a fixed list; `text`: such as an id. Amounts without a currency are in the customer's, which the body does not name. */
export type FactPart =
  | { readonly word: string }
  | { readonly text: string }
  | { readonly at: string }
  | { readonly units: number }
  | { readonly amount: string; readonly currency: string | null };

export interface LogLine {
  readonly at: string;
  readonly function: string;
  readonly level: 'info' | 'warn' | 'error';
  /** As it was written; JSON where a function wrote it. */
  readonly line: string;
}

/**
 * `GET /api/events`: server-sent events with an id, after which `Last-Event-ID` resumes. A comment every 15 s keeps it open.
 * `delivery` has a `DeliveryRow`, `clock` a `Clock`, `changed` a `Changed`; `faults`, of a local platform with a sandbox, has `Faults`.
 */
export type EventName = 'delivery' | 'clock' | 'changed' | 'faults';

/** Something of this order, perhaps its points, changed; null: something else than an order. */
export interface Changed {
  readonly store: string | null;
  readonly order: string | null;
}

// Orders and customers

/** `GET /api/orders?store=&before=&limit=`: orders that deliveries named lately, and those that wait or are parked. */
export interface Orders {
  readonly orders: readonly OrderRow[];
  readonly next: string | null;
}

export interface OrderRow {
  readonly store: string;
  readonly order: string;
  readonly platform: PlatformName | null;
  /** Of the newest delivery that named it; null where only an index did. */
  readonly lastDelivery: DeliveryRow | null;
  readonly target: number;
  /** Sent to BonifiQ: applied, or perhaps applied. */
  readonly posted: number;
  /** Of it, what BonifiQ's answers say is applied. */
  readonly confirmed: number;
  readonly because: OrderExplanation['settlement']['because'];
  readonly until: string | null;
}

/** `GET /api/orders/<store>/<order>?lang=&reveal=1` */
export interface OrderView {
  /** As `ponte explain --json`; with `reveal=1` as with `--show-customer`. */
  readonly explanation: OrderExplanation;
  /** The same in words, as `ponte explain`. */
  readonly text: Told;
  readonly timeline: readonly TimelineEvent[];
  /** What can be done with it by a click: empty on a stage. */
  readonly acts: readonly PossibleAct[];
}

/** What an order can be acted upon with, as its platform would. */
export interface PossibleAct {
  readonly act: ActName;
  /** Why not; null where it can be done. */
  readonly notBecause: string | null;
  /** The lines that it takes: units still on the order, and what one of them cost with its discounts, in the shop's currency. */
  readonly lines: readonly ActLine[];
  /** The most that can go back as an amount; null where the act takes none. */
  readonly mostAmount: string | null;
}

export type ActName = 'refund' | 'partialRefund' | 'exchange' | 'cancel' | 'undoRefund';

export interface ActLine {
  readonly id: string;
  readonly title: string;
  readonly units: number;
  readonly unitPrice: string;
}

/** In the order of their instants. `target` and `confirmed` are the order's points after it: due, and given. */
export interface TimelineEvent {
  readonly at: string;
  readonly kind:
    | 'delivery'
    | 'paid'
    | 'planned'
    | 'attempted'
    | 'applied'
    | 'parked'
    | 'withdrawn'
    | 'holdEnds'
    | 'retry'
    | 'givesUp';
  /** It is still to come. */
  readonly isAhead: boolean;
  /** The ledger does not keep this instant: it is the nearest one that it does. */
  readonly isAbout: boolean;
  readonly target: number;
  readonly confirmed: number;
  /** Of an entry's event, its number and points. */
  readonly entry: { readonly number: number; readonly points: number } | null;
  /** Of kind `delivery`. */
  readonly delivery: DeliveryRow | null;
}

/** `GET /api/customers/<id>?store=`: one for each account that may know the customer, as `ponte customer --json`. */
export interface CustomerView {
  readonly customers: readonly CustomerExplanation[];
}

// Promotions and numbers

/** `GET /api/promotions`: as `ponte promotions --json`. */
export interface Promotions {
  readonly promotions: readonly PromotionJson[];
}

/** `GET /api/promotions/<id>/runs?before=&limit=`: the newest first, those before a run. */
export interface Runs {
  readonly runs: PromotionJson['runs'];
  readonly next: string | null;
}

/** `GET /api/numbers?span=hour|day|month` */
export interface Numbers {
  readonly span: Span;
  readonly from: string;
  readonly to: string;
  readonly bucketMs: number;
  /** All of the span, the oldest first; those in which nothing happened, too. */
  readonly buckets: readonly Bucket[];
  readonly totals: Omit<Bucket, 'at'>;
  /** The most calls of the points API in any `overMs` of the span, which begin at whole ones. */
  readonly peak: { readonly calls: number; readonly overMs: number };
  /** Where they are from, in a sentence. */
  readonly source: string;
  /** Sentences: what is not in them, such as what came before the log begins. */
  readonly missing: readonly string[];
}

export type Span = 'hour' | 'day' | 'month';

export interface Bucket {
  /** When it begins. */
  readonly at: string;
  /** Null where nobody counts points; positive both. */
  readonly given: number | null;
  readonly takenBack: number | null;
  readonly deliveries: number;
  /** Orders and awards that were taken from the queue, once more each time; null on a stage, whose metrics do not tell them apart. */
  readonly attempts: number | null;
  /** What deliveries came to; where `attempts` is null, what attempts came to is in it, too. */
  readonly outcomes: Readonly<Record<Severity, number>>;
  /** Calls of the points API. */
  readonly calls: number;
  /** Null without a call. */
  readonly latencyMs: { readonly median: number; readonly p95: number; readonly longest: number } | null;
}
