import type { Emit, EventOf } from '../ports/telemetry.ts';
import type { BonifiqClient, Reply } from './client.ts';

/** A client that emits `apiCalled` for every call, with its duration. */
export function instrumentedClient(client: BonifiqClient, emit: Emit, now: () => number): BonifiqClient {
  async function emitted(call: EventOf<'apiCalled'>['call'], make: () => Promise<Reply>): Promise<Reply> {
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
    change: (...how) => emitted('change', () => client.change(...how)),
    createCustomer: (...how) => emitted('createCustomer', () => client.createCustomer(...how)),
    balance: (...how) => emitted('balance', () => client.balance(...how)),
  };
}
