import type { Repair } from '../../src/domain/subscriptions/plan-repairs.ts';

/** What is said of one store's webhooks. */
export interface WebhooksReport {
  readonly store: string;
  readonly platform: string;
  /** Where they have to send to. */
  readonly address: string;
  /** Why the shop was not looked at, or was not put right; `null` where all of it was done. */
  readonly because: string | null;
  /** Each that is needed, and others that send here. */
  readonly webhooks: readonly WebhookLine[];
  /** What is wrong or missing: with what may be lost for it. */
  readonly wrong: number;
  /** False: the shop's API shows none that a person made, and none of its own app's is there. */
  readonly isCertain: boolean;
  /** What puts it right. */
  readonly changes: readonly Repair[];
  /** Of these, what was done. */
  readonly done: readonly Repair[];
  /** What reconciliation's next run reads again, now that they are whole; `null` where nothing was put right. */
  readonly readsAgain: ReadsAgain | null;
  /** What is left to do, without Ponte. */
  readonly byHand: ByHand | null;
}

export interface ReadsAgain {
  /** When the webhooks were seen whole, last; `null`: never, and all of the daily look back is read again. */
  readonly since: string | null;
}

export interface WebhookLine {
  readonly topic: string;
  readonly status: 'fine' | 'wrong' | 'superfluous' | 'unknown';
  /** What is wrong, in words; `null` where nothing is. */
  readonly fault: string | null;
  /** The shop's own number of it. */
  readonly id: string | null;
  /** When the shop changed it last, as when it switched it off. */
  readonly changedAt: string | null;
  /** Addresses of others with this topic, where it is missing here. */
  readonly elsewhere: readonly string[];
}

/** How a person makes changes of a shop's webhooks without Ponte. */
export interface ByHand {
  /** The way through the shop's administration. */
  readonly where: string;
  /** What to do there, one thing each. */
  readonly steps: readonly string[];
  /** The same as requests for a shell; secrets are named, never written. */
  readonly requests: readonly string[];
  /** What stands for the names in them. */
  readonly names: string;
}
