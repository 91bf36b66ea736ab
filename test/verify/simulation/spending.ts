import type { SandboxCore } from '../../../sandbox/sandbox-core.ts';
import { changeRequest } from '../../../src/bonifiq/requests.ts';
import type { ChangeKey } from '../../../src/domain/change-key.ts';

/** What the change keys of movements that are not Ponte's begin with. */
export const SPENT_ELSEWHERE = 'ELSEWHERE-';

/** Points that customers spend, and that somebody gives back, without Ponte. */
export interface Spending {
  spendAll(customer: string): void;
  giveBack(): void;
  /** Points that a customer has of old. */
  own(customer: string, points: number): void;
}

export function createSpending(sandbox: SandboxCore): Spending {
  const spent = new Map<string, number>();

  function move(customer: string, points: number): void {
    spent.set(customer, (spent.get(customer) ?? 0) - points);
    post(customer, points);
  }

  function post(customer: string, points: number): void {
    const { username, password, rateLimit } = sandbox.settings();
    const changeKey = `${SPENT_ELSEWHERE}${sandbox.state().changes.length}` as ChangeKey;
    const { path, body } = changeRequest({ customer, points, changeKey, reason: 'not ours', customerReason: null });
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    // Nobody who spends or gives points is told to come again later.
    sandbox.configure({ rateLimit: null });
    sandbox.handle({ method: 'POST', path, body, headers: { authorization, 'content-type': 'application/json' } });
    sandbox.configure({ rateLimit });
  }

  return {
    own: (customer, points) => post(customer, points),
    spendAll(customer) {
      const balance = sandbox.state().balances[customer] ?? 0;
      if (balance > 0) move(customer, -balance);
    },
    giveBack() {
      for (const [customer, points] of spent) if (points > 0) move(customer, points);
    },
  };
}
