import type { LambdaFunction } from '../../local/lambda/lambda-function.ts';

/** What runs of a stage: its functions, polled and called as Lambda and API Gateway would. */
export interface Deployed {
  /** The API's URL, as the stack tells it. */
  readonly url: string;
  /** Where the URL leads on this machine. */
  readonly endpoint: string;
  readonly stack: Readonly<Record<string, string>>;
  /** By their names without service and stage, such as `sweep`. */
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  /** SHA-256 of each one's code, in base64. */
  readonly code: ReadonlyMap<string, string>;
  /** All that the functions have written, by function. */
  readonly lines: readonly { readonly name: string; readonly line: string }[];
  stop(): Promise<void>;
}
