import * as z from 'zod/mini';
import type { Observation } from '../../domain/order-facts.ts';
import type { KnownFacts, Register } from '../../domain/order-record.ts';
import { inOrder } from './in-order.ts';
import { count, customer, identity, observation, standing, unitsLeft } from './stored-fields.ts';
import { storedMoney } from './stored-money.ts';

/** What of the facts has the same size whatever becomes of the order. The rest is in rows: `stored-rows.ts`. */
export type FixedFacts = Omit<KnownFacts, 'collectedRefunds' | 'transactionStatuses' | 'listedRefunds'> & {
  /** The refunds of that body are rows. */
  readonly listedRefunds: Register<null> | null;
};

/** Its observation is a place in the list of them: most facts of an order come from one body. */
function register<Value extends z.ZodMiniType>(value: Value) {
  return z.nullable(inOrder({ observed: count, value }));
}

const registers = {
  standing: register(standing),
  money: register(storedMoney),
  unitsLeft: register(unitsLeft),
  customer: register(customer),
  listedRefunds: register(z.null()),
};

const fields = inOrder({
  observations: z.array(observation),
  identity: z.nullable(identity),
  ...registers,
  aheadBodies: z.nullable(z.record(z.string(), z.number())),
});

/** Unknown fields are refused at every level. */
export const storedFacts = z.pipe(
  fields,
  z.transform(({ observations, aheadBodies, ...stored }, context): FixedFacts => {
    const read = <Value>(register: { observed: number; value: Value } | null): Register<Value> | null => {
      if (register === null) return null;
      const observed = observations[register.observed];
      if (observed === undefined) {
        context.issues.push({ code: 'custom', message: 'no such observation', input: undefined });
        return z.NEVER;
      }
      return { observed, value: register.value };
    };
    return {
      identity: stored.identity,
      standing: read(stored.standing),
      money: read(stored.money),
      unitsLeft: read(stored.unitsLeft),
      customer: read(stored.customer),
      listedRefunds: read(stored.listedRefunds),
      aheadBodies: aheadBodies ?? {},
    };
  }),
);

/** Facts as `storedFacts` reads them. */
export function writtenFacts({ identity, aheadBodies, ...facts }: FixedFacts): unknown {
  const observations: Observation[] = [];
  const at = new Map<string, number>();
  const written = <Value>(register: Register<Value> | null) => {
    if (register === null) return null;
    const key = JSON.stringify(z.encode(observation, register.observed));
    if (!at.has(key)) at.set(key, observations.push(register.observed) - 1);
    return { observed: at.get(key) ?? 0, value: register.value };
  };
  return z.encode(fields, {
    standing: written(facts.standing),
    money: written(facts.money),
    unitsLeft: written(facts.unitsLeft),
    customer: written(facts.customer),
    listedRefunds: written(facts.listedRefunds),
    observations,
    identity,
    aheadBodies: Object.keys(aheadBodies).length === 0 ? null : aheadBodies,
  });
}
