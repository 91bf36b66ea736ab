import type { PointsApi, Reply } from '../ports/loyalty-api.ts';
import type { EventOf, Tell } from '../ports/telemetry.ts';

/** A points API of which every call is told, with how long it took. */
export function tellingPointsApi(pointsApi: PointsApi, tell: Tell, now: () => number): PointsApi {
  async function told(call: EventOf<'apiCalled'>['call'], make: () => Promise<Reply>): Promise<Reply> {
    const begunAtMs = now();
    const reply = await make();
    tell({
      kind: 'apiCalled',
      call,
      reply: reply.kind === 'answered' ? reply.kind : reply.why,
      status: reply.kind === 'answered' ? reply.status : null,
      tookMs: now() - begunAtMs,
    });
    return reply;
  }
  return {
    change: (...how) => told('change', () => pointsApi.change(...how)),
    createCustomer: (...how) => told('createCustomer', () => pointsApi.createCustomer(...how)),
    balance: (...how) => told('balance', () => pointsApi.balance(...how)),
  };
}
