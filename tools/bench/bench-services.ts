import * as z from 'zod';
import type { Fault } from '../../sandbox/faults.ts';
import { startChild } from '../../test/verify/kill/child.ts';
import { environmentSchema } from '../../test/verify/kill/child-side.ts';
import config from './bench.config.ts';

/** The queue, the secrets and the points API, in a process of their own. */
export interface BenchServices {
  readonly environment: Readonly<Record<string, string>>;
  /** Of the points API, in place of those before. */
  setFaults(faults: readonly Fault[]): Promise<void>;
  close(): Promise<void>;
}

const VISIBILITY_TIMEOUT_SECONDS = 30;

export async function startBenchServices(journal: string, secretPrefix: string): Promise<BenchServices> {
  const credentials = { username: 'bench', password: 'made-up' };
  const secrets = Object.fromEntries(
    config.stores.map(({ id }) => [
      secretPrefix + id,
      JSON.stringify({ bonifiq: credentials, webhookSecrets: [webhookSecret(id)] }),
    ]),
  );
  const { ready, kill } = await startChild(
    'services-process.ts',
    { journal, secrets, credentials, visibilityTimeoutSeconds: VISIBILITY_TIMEOUT_SECONDS },
    z.object({ sandboxUrl: z.url(), environment: environmentSchema }),
  );
  return {
    environment: ready.environment,
    async setFaults(faults) {
      const answer = await fetch(`${ready.sandboxUrl}/sandbox/faults`, { method: 'PUT', body: JSON.stringify(faults) });
      if (!answer.ok) throw new Error(`the sandbox took no faults: ${answer.status}`);
    },
    close: kill,
  };
}

/** Two stores with one secret are refused: what is signed for one would be taken for the other. */
export function webhookSecret(store: string): string {
  return `made-up-webhook-secret-of-${store}`;
}
