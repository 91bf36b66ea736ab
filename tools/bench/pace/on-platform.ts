import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OutgoingDelivery } from '../../../local/deliver.ts';
import { bundledFunctions } from '../../../local/functions.ts';
import type { RateLimitSettings } from '../../../sandbox/rate-limit.ts';
import { recorded } from '../../../test/fixtures/load.ts';
import { signedBody, startTestPlatform } from '../../../test/support/test-platform.ts';

export interface PlatformScene {
  readonly orders: number;
  readonly limit: RateLimitSettings | null;
  /** The API answers 503 for so long, from before the first order. */
  readonly outageMs: number;
  readonly emit: (text: string) => void;
}

export interface PlatformPlayed {
  /** From the first delivery, or the outage's end, until the last change of points. */
  readonly tookMs: number;
  readonly calls: number;
  readonly limited: number;
  readonly settled: number;
}

const template = Buffer.from(recorded('007').rawBody).toString('utf8');
const FIRST_ID = 100_000;
const AT_ONCE = 50;
const EVERY_MS = 100;
const STANDSTILL_MS = 120_000;

/** The same on the local platform: bundled functions, emulated services over the wire, and the sandbox with a limit. */
export async function playOnPlatform({ orders, limit, outageMs, emit }: PlatformScene): Promise<PlatformPlayed> {
  const directory = await mkdtemp(join(tmpdir(), 'ponte-pace-'));
  const platform = await startTestPlatform({ functions: bundledFunctions(directory), sandbox: { rateLimit: limit } });
  try {
    const { core } = platform.sandbox;
    if (outageMs > 0) core.setFaults([{ kind: 'status', status: 503, operation: 'change' }]);
    const begunAtMs = performance.now();
    const numbers = Array.from({ length: orders }, (_, number) => number);
    const send = async () => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift())
        await platform.send(orderOf(number));
    };
    const sending = Promise.all(Array.from({ length: AT_ONCE }, send));
    let fromMs = begunAtMs;
    if (outageMs > 0) {
      await sleep(outageMs);
      core.setFaults([]);
      fromMs = performance.now();
    }
    let settled = 0;
    let lastAtMs = performance.now();
    while (settled < orders && performance.now() - lastAtMs < STANDSTILL_MS) {
      await sleep(EVERY_MS);
      const { changes } = core.state();
      if (changes.length > settled) lastAtMs = performance.now();
      settled = changes.length;
      emit(`${settled} of ${orders} orders settled`);
    }
    await sending;
    const { requests, limited } = core.state();
    return { tookMs: lastAtMs - fromMs, calls: requests.change, limited, settled };
  } finally {
    await platform.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function orderOf(number: number): OutgoingDelivery {
  const body = template
    .replace('{"id":18,', `{"id":${FIRST_ID + number},`)
    .replaceAll('noor.devries@example.com', `pace${number}@example.com`);
  return signedBody('woocommerce', body);
}
