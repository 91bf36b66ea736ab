/** A function as a template describes it. */
export interface FunctionDefinition {
  readonly name: string;
  /** The folder with the function's code. */
  readonly taskRoot: string;
  /** File and export in it, such as `dist/shopify.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** How far `Date` is ahead in the function, in milliseconds, as a number of eight bytes; not ahead without it. */
  readonly clock?: SharedArrayBuffer;
  /** How many execution environments may run at once. */
  readonly concurrency: number;
}

/** `failed` is what Lambda calls a function error: the handler threw, ran out of time or ended its process. */
export type InvocationResult =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly because: string };

/** One line that a function wrote, and in which invocation. */
export type FunctionLog = (functionName: string, line: string, requestId?: string) => void;

/** One sandbox of Lambda's: initialised once, then one invocation at a time. */
export interface ExecutionEnvironment {
  /** Never rejects. */
  invoke(event: unknown): Promise<InvocationResult>;
  /** False once it has to be replaced by a new one. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Loads a function's bundle; rejects with what its initialisation threw. */
export type StartEnvironment = (definition: FunctionDefinition, log: FunctionLog) => Promise<ExecutionEnvironment>;
