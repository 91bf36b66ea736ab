import * as z from 'zod';

/** What a worker is started with. */
export interface WorkerStart {
  readonly name: string;
  readonly taskRoot: string;
  readonly handler: string;
  readonly memoryMb: number;
  readonly clock: SharedArrayBuffer | null;
}

/** Events and answers cross as JSON text, as they do in Lambda. */
export interface InvokeMessage {
  readonly requestId: string;
  readonly event: string;
  readonly endsAtMs: number;
}

const because = z.string();

/** What a worker tells, in the order in which it happened. */
export const workerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('initFailed'), because }),
  z.object({ kind: z.literal('wrote'), text: z.string() }),
  z.object({ kind: z.literal('returned'), value: z.string() }),
  z.object({ kind: z.literal('failed'), because }),
]);

export type WorkerMessage = z.infer<typeof workerMessage>;
