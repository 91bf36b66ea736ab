import type { LoyaltyApi, Reply } from '../ports/loyalty-api.ts';
import type { Emit, EventOf } from '../ports/telemetry.ts';

/** A points API of which every call is told, with how long it took. */
export function instrumentedApi(loyaltyApi: LoyaltyApi, emit: Emit, now: () => number): LoyaltyApi {
  async function told(call: EventOf<'apiCalled'>['call'], make: () => Promise<Reply>): Promise<Reply> {
    const begunAtMs = now();
    const reply = await make();
    emit({
      kind: 'apiCalled',
      call,
      reply: reply.kind === 'answered' ? reply.kind : reply.why,
      status: reply.kind === 'answered' ? reply.status : null,
      tookMs: now() - begunAtMs,
    });
    return reply;
  }
  return {
    change: (...how) => told('change', () => loyaltyApi.change(...how)),
    createCustomer: (...how) => told('createCustomer', () => loyaltyApi.createCustomer(...how)),
    balance: (...how) => told('balance', () => loyaltyApi.balance(...how)),
  };
}
