import { randomUUID } from 'node:crypto';
import { keepOn, pause } from './keep-on.ts';
import type { InvocationResult } from './lambda/execution-environment.ts';

/** A function that a schedule fires. */
export type Scheduled = 'sweep' | 'reconcile';

const EVERY_MS: Readonly<Record<Scheduled, number>> = { sweep: 2_000, reconcile: 15_000 };

/**
 * What EventBridge Scheduler does in the cloud, at the pace of a person who watches.
 * Returns what stops it, once the run under way is done.
 */
export function startScheduledTimer(
  name: Scheduled,
  invoke: (event: unknown) => Promise<InvocationResult>,
): () => Promise<void> {
  return keepOn(async (signal) => {
    await pause(EVERY_MS[name], signal);
    if (!signal.aborted) await invoke(scheduledEvent(name));
  });
}

export function scheduledEvent(name: Scheduled): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: '000000000000',
    time: new Date().toISOString(),
    region: 'us-east-1',
    resources: [`arn:aws:scheduler:us-east-1:000000000000:schedule/default/ponte-${name}`],
    detail: '{}',
  };
}
