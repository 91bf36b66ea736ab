import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerId } from '../../src/domain/order-facts.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { PromotionDependencies } from '../../src/promotions/handle-message.ts';
import { batchWith } from '../support/pinning.ts';
import { createPromotionWorld, KEY, type PromotionWorld } from '../support/promotion-world.ts';

const names = ['ana@example.com', 'bea@example.com', 'caio@example.com'];

const faults = ['none', 'none', 'none', 'none', 'before', 'after'] as const;
const anyFaults = fc.infiniteStream(fc.constantFrom(...faults));
/** Copies of one batch, by how often each was received. */
const anyCopies = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 });

type Fault = (typeof faults)[number];
type Method = (...given: never[]) => Promise<unknown>;

/** Every call of a port takes its turn, and some fail: before they took effect, or after. */
function troubled<Port extends object>(
  port: Port,
  turn: () => Promise<unknown>,
  next: () => Fault,
  fail: () => unknown,
) {
  const wrapped = Object.entries(port).map(([name, call]) => [
    name,
    async (...given: never[]) => {
      const fault = next();
      await turn();
      if (fault === 'before') return fail();
      const result = await (call as Method)(...given);
      await turn();
      return fault === 'after' ? fail() : result;
    },
  ]);
  return Object.fromEntries(wrapped) as Port;
}

/** The ports with faults. */
function withFaults({ dependencies }: PromotionWorld, scheduler: fc.Scheduler, next: () => Fault) {
  const turn = () => scheduler.schedule(Promise.resolve());
  const unreachable = () => {
    throw new LedgerUnreachable(new Error('out of order'));
  };
  const lost = (): PostResult => ({
    kind: 'unknown',
    retryAfterMs: null,
    code: { status: 0, codeName: null, errorCode: null, message: 'timeout' },
  });
  const { ledger, runs, loyaltyApi } = dependencies;
  const { load, save } = ledger;
  const { balance, ...changing } = loyaltyApi;
  const { loadProgress, saveProgress } = runs;
  return {
    ledger: { ...ledger, ...troubled({ load, save }, turn, next, unreachable) },
    runs: { ...runs, ...troubled({ loadProgress, saveProgress }, turn, next, unreachable) },
    loyaltyApi: { ...troubled(changing, turn, next, lost), ...troubled({ balance }, turn, next, () => null) },
  } satisfies Partial<PromotionDependencies>;
}

const total = (sums: Readonly<Record<string, number>>) => Object.values(sums).reduce((sum, one) => sum + one, 0);

interface Bad {
  readonly scheduler: fc.Scheduler;
  readonly copies: readonly number[];
  readonly next: () => Fault;
  /** Happens at some moment of it all. */
  readonly meanwhile?: () => void;
}

/** Runs all copies against each other, and then goes on without faults until nothing is left to do. */
async function runAll(world: PromotionWorld, points: number, { scheduler, copies, next, meanwhile = () => {} }: Bad) {
  const awards = names.map((name, index) => ({ line: index + 1, customer: customerId(name), points, text: null }));
  const batch = batchWith({ key: KEY, store: 'my-shopify', from: 1, to: 4, awards });
  const ports = withFaults(world, scheduler, next);
  const runs = copies.map((receiveCount) => world.handle({ kind: 'awards', batch }, { receiveCount, ports }));
  await scheduler.waitFor(Promise.all([...runs, scheduler.schedule(Promise.resolve()).then(meanwhile)]));
  // What broke comes again, and so does, for good measure, what did not.
  for (const receiveCount of copies) await world.handle({ kind: 'awards', batch }, { receiveCount: receiveCount + 1 });
  for (let rounds = 0; rounds < 8; rounds += 1) {
    world.passTime(900_000);
    await world.post();
    await world.settle();
  }
}

test('points that are given are given once, and counted once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), anyCopies, anyFaults, async (scheduler, copies, stream) => {
      const world = createPromotionWorld();
      await runAll(world, 10, { scheduler, copies, next: () => stream.next().value ?? 'none' });
      expect(world.balances()).toEqual(Object.fromEntries(names.map((name) => [name, 10])));
      const { applied = 0, alreadyApplied = 0 } = world.sums();
      expect([applied + alreadyApplied, total(world.sums())]).toEqual([3, 3]);
      expect(world.told()).not.toContain('@');
    }),
    { numRuns: 150 },
  );
});

test('points that are taken back are taken once, however the balance moves meanwhile', async () => {
  const policies = fc.constantFrom('park' as const, 'retry' as const, 'takeRest' as const, 'takeRest' as const);
  const balances = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      anyCopies,
      anyFaults,
      policies,
      balances,
      async (scheduler, copies, stream, onInsufficientBalance, firsts) => {
        const world = createPromotionWorld({ store: { onInsufficientBalance } });
        for (const [index, name] of names.entries()) world.give(name, firsts[index] ?? 0);
        const meanwhile = () => {
          for (const name of names) world.give(name, 8);
        };
        await runAll(world, -10, { scheduler, copies, next: () => stream.next().value ?? 'none', meanwhile });
        for (const [index, name] of names.entries()) {
          const taken = (firsts[index] ?? 0) + 8 - (world.balances()[name] ?? 0);
          const entries = (await world.award(index + 1))?.entries ?? [];
          const uncollected = entries.reduce(
            (sum, { state, points }) => sum + (state === 'uncollected' ? points : 0),
            0,
          );
          const isOpen = entries.some(({ state }) => state === 'pending' || state === 'parked');
          expect(taken).toBeLessThanOrEqual(10);
          if (!isOpen) expect(taken - uncollected).toBe(10);
        }
        expect(total(world.sums())).toBe(3);
      },
    ),
    { numRuns: 150 },
  );
});
