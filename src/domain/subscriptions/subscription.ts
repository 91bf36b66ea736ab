/** A webhook as a store's platform has it set up. */
export interface Subscription {
  readonly id: string;
  /** The platform's own name of the event. */
  readonly topic: string;
  /** Where it sends to; `null` where that is no URL. */
  readonly address: string | null;
  /** `paused`: by a person. `disabled`: by the platform, after failures. */
  readonly state: 'active' | 'paused' | 'disabled';
  /** How its bodies are written; `null` where the platform has one way only. */
  readonly format: string | null;
  /** Of the platform's API, after which its bodies are written; `null` where the platform does not tell. */
  readonly version: string | null;
  /** It leaves out fields, or events. */
  readonly isPartial: boolean;
  /** When it was changed last, by the store's clock; `null` where the platform does not tell. */
  readonly changedAtMs: number | null;
}

/** Which webhooks a platform's stores need. */
export interface SubscriptionNeeds {
  /** Each of them once. */
  readonly topics: readonly string[];
  /** Topics that some stores use, too. */
  readonly optional: readonly string[];
  /** `null`: the platform has one format only. */
  readonly format: string | null;
  /** Versions of the API whose bodies can be read; `null`: the platform does not tell a webhook's version. */
  readonly versions: RegExp | null;
}
