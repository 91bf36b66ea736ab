import * as z from 'zod';

/** One change of a balance, as the API remembers it. */
const changeSchema = z.object({
  kind: z.literal('change'),
  customer: z.string(),
  points: z.int(),
  changeKey: z.string(),
  reason: z.string(),
  customerReason: z.string().nullable(),
  atMs: z.number(),
});

const customerSchema = z.object({
  kind: z.literal('customer'),
  customer: z.string(),
  email: z.string().nullable(),
  atMs: z.number(),
});

/** Everything that ever changes the sandbox's state, one line of the journal each. */
export const bookEntrySchema = z.discriminatedUnion('kind', [changeSchema, customerSchema]);
export type BookEntry = z.infer<typeof bookEntrySchema>;
export type Change = z.infer<typeof changeSchema>;

/** The sandbox's customers, balances and used keys: a fold over its entries. */
export interface Book {
  apply(entry: BookEntry): void;
  knows(customer: string): boolean;
  balance(customer: string): number;
  /** Never reused, as `InternalId`. */
  internalId(customer: string): number | null;
  wasUsed(changeKey: string): boolean;
  /** Oldest first. */
  changesOf(customer: string): readonly Change[];
  customers(): readonly string[];
  changes(): readonly Change[];
}

export function createBook(): Book {
  const customers = new Map<string, { readonly internalId: number; balance: number; readonly changes: Change[] }>();
  const changes = new Map<string, Change>();

  function customerOf(id: string) {
    const customer = customers.get(id) ?? { internalId: customers.size + 1, balance: 0, changes: [] };
    customers.set(id, customer);
    return customer;
  }

  return {
    apply(entry) {
      const customer = customerOf(entry.customer);
      if (entry.kind === 'customer') return;
      customer.balance += entry.points;
      customer.changes.push(entry);
      changes.set(entry.changeKey, entry);
    },
    knows: (customer) => customers.has(customer),
    balance: (customer) => customers.get(customer)?.balance ?? 0,
    internalId: (customer) => customers.get(customer)?.internalId ?? null,
    wasUsed: (changeKey) => changes.has(changeKey),
    changesOf: (customer) => customers.get(customer)?.changes ?? [],
    customers: () => [...customers.keys()],
    changes: () => [...changes.values()],
  };
}
