/** What an emulated shop's API does with its next requests in place of an answer. */
export type ShopFault =
  /** An answer of the host or of a firewall. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** PHP writes a warning before the JSON. */
  | { readonly kind: 'notice' }
  /** A proxy takes a header away. */
  | { readonly kind: 'without'; readonly header: string }
  /** Nothing is ever answered. */
  | { readonly kind: 'hang' };
