/** One HTTP attempt of a platform to tell us something, as it arrived. */
export interface Delivery {
  /** From the path, unchecked. */
  readonly store: string;
  /** Names in lower case. Unsigned: good for routing and logs, never for facts. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  /** By the clock of whoever took it from the network: what a body says of its own time is held against it. */
  readonly receivedAtMs: number;
}
