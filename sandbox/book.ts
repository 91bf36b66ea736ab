import * as z from 'zod';

/** Whose it is: see `accountOf`. Without one, as an earlier version wrote it, it is in every account. */
const account = z.string().optional();

/** One change of a balance, as the API remembers it. */
const changeSchema = z.object({
  kind: z.literal('change'),
  account,
  customer: z.string(),
  points: z.int(),
  changeKey: z.string(),
  reason: z.string(),
  customerReason: z.string().nullable(),
  /** Of a change that the API made by itself; of a call it is 3. */
  pointType: z.int().optional(),
  atMs: z.number(),
});

const customerSchema = z.object({
  kind: z.literal('customer'),
  account,
  customer: z.string(),
  email: z.string().nullable(),
  atMs: z.number(),
});

/** Everything that ever changes the sandbox's state, one line of the journal each. */
export const bookEntrySchema = z.discriminatedUnion('kind', [changeSchema, customerSchema]);
export type BookEntry = z.infer<typeof bookEntrySchema>;
export type Change = z.infer<typeof changeSchema>;

/** An account's customers, balances and used keys: a fold over its entries. */
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

function createBook(): Book {
  const customers = new Map<string, { readonly internalId: number; balance: number; readonly changes: Change[] }>();
  const changes: Change[] = [];
  const used = new Set<string>();

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
      changes.push(entry);
      used.add(entry.changeKey);
    },
    knows: (customer) => customers.has(customer),
    balance: (customer) => customers.get(customer)?.balance ?? 0,
    internalId: (customer) => customers.get(customer)?.internalId ?? null,
    wasUsed: (changeKey) => used.has(changeKey),
    changesOf: (customer) => customers.get(customer)?.changes ?? [],
    customers: () => [...customers.keys()],
    changes: () => changes,
  };
}

/** The books of all accounts. */
export interface Books {
  apply(entry: BookEntry): void;
  of(account: string): Book;
  /** All entries, whichever account they are of. */
  readonly all: Book;
  /** Those that have a book, in the order of their first call. */
  accounts(): readonly string[];
}

export function createBooks(): Books {
  const all = createBook();
  const ofEach = new Map<string, Book>();
  /** They are in each account's book, also in one that begins later. */
  const ofEveryone: BookEntry[] = [];

  function of(account: string): Book {
    const known = ofEach.get(account);
    if (known !== undefined) return known;
    const book = createBook();
    for (const entry of ofEveryone) book.apply(entry);
    ofEach.set(account, book);
    return book;
  }

  return {
    apply(entry) {
      all.apply(entry);
      if (entry.account !== undefined) return of(entry.account).apply(entry);
      ofEveryone.push(entry);
      for (const book of ofEach.values()) book.apply(entry);
    },
    of,
    all,
    accounts: () => [...ofEach.keys()],
  };
}
