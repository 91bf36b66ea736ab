/** One HTTP attempt of a platform to deliver a webhook, as it arrived. */
export interface Delivery {
  /** From the path, unchecked. */
  readonly store: string;
  /** Names in lower case. Unsigned: used for routing and logs, never for facts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  /** By our clock. The times in a body are compared with it. */
  readonly receivedAtMs: number;
}
