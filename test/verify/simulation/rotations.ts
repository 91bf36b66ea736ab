import { sign } from '../../../src/platforms/hmac-signature.ts';
import { CREDENTIALS, WEBHOOK_SECRET } from '../../support/models/secrets.ts';
import type { Random } from '../laws/histories/random.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Services } from './ports.ts';
import type { Timeline } from './timeline.ts';

const MINUTE_MS = 60_000;
const OLDER = 'a-newer-made-up-secret';
const NEXT = 'the-next-made-up-secret-of-the-store';
const NEXT_CREDENTIALS = { username: 'simulated-user-2', password: 'simulated-password-2' };

/** The secrets of the store, as its owner changes them while deliveries come in. */
export interface Rotations {
  /** With which the store signs at the moment. */
  readonly signingSecret: () => string;
  /** When the secret in Secrets Manager changed. */
  readonly changedAtMs: readonly number[];
  /** Every secret that the store ever had is in Secrets Manager again. */
  readonly putAllBack: () => void;
  /** Whether one of the secrets that the store ever had signed it. */
  readonly hasSigned: (body: Uint8Array, signature: string) => boolean;
}

export function planRotations(
  { secrets, sandbox }: Services,
  { timeline, faultPlan, busyAtMs }: { timeline: Timeline; faultPlan: FaultPlan; busyAtMs: readonly number[] },
): Rotations {
  let webhookSecrets = [OLDER, WEBHOOK_SECRET];
  let bonifiq = CREDENTIALS;
  let signingSecret = WEBHOOK_SECRET;
  const changedAtMs: number[] = [];

  function put(next: { readonly webhookSecrets?: string[]; readonly bonifiq?: typeof CREDENTIALS }): void {
    webhookSecrets = next.webhookSecrets ?? webhookSecrets;
    bonifiq = next.bonifiq ?? bonifiq;
    changedAtMs.push(timeline.now());
    secrets.put({ bonifiq, webhookSecrets });
  }

  /** When things are under way that a rotation can meet. */
  const soon = (random: Random) => (busyAtMs[random.int(0, busyAtMs.length - 1)] ?? 0) + random.int(-60, 120) * 1_000;

  const webhook = faultPlan.at('r.webhook', 'rotation');
  if (faultPlan.strikes('webhookSecretRotated', webhook)) {
    const joinsMs = soon(webhook.random);
    const changesMs = joinsMs + webhook.random.pick([0, 1_000, MINUTE_MS, 4 * MINUTE_MS, 60 * MINUTE_MS]);
    const goesMs = changesMs + webhook.random.pick([1_000, MINUTE_MS, 60 * MINUTE_MS, 600 * MINUTE_MS]);
    timeline.at(joinsMs, () => put({ webhookSecrets: [NEXT, ...webhookSecrets] }));
    timeline.at(changesMs, () => {
      signingSecret = NEXT;
    });
    timeline.at(goesMs, () => put({ webhookSecrets: [NEXT] }));
  }

  const credentials = faultPlan.at('r.credentials', 'rotation');
  if (faultPlan.strikes('credentialsRotated', credentials)) {
    const atMs = soon(credentials.random);
    const gapMs = credentials.random.pick([0, 1_000, MINUTE_MS, 20 * MINUTE_MS, 180 * MINUTE_MS]);
    const apiFirst = credentials.random.chance(0.7);
    timeline.at(apiFirst ? atMs : atMs + gapMs, () => sandbox.configure(NEXT_CREDENTIALS));
    timeline.at(apiFirst ? atMs + gapMs : atMs, () => put({ bonifiq: NEXT_CREDENTIALS }));
  }

  return {
    hasSigned: (body, signature) => [OLDER, WEBHOOK_SECRET, NEXT].some((secret) => sign(body, secret) === signature),
    signingSecret: () => signingSecret,
    changedAtMs,
    putAllBack: () => put({ webhookSecrets: [NEXT, OLDER, WEBHOOK_SECRET] }),
  };
}
