import { type Book, type BookEntry, type Change, createBooks } from './book.ts';
import { type Call, callOf } from './call.ts';
import { type ActiveFault, createFaultList, type Fault } from './faults.ts';
import { faulty } from './faulty.ts';
import { perform } from './perform.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { defaultSettings, type SandboxSettings, type SettingsChange, settingsSchema } from './settings.ts';
import type { Effect, SandboxRequest } from './wire.ts';

/** What a test may look at. */
export interface SandboxState {
  /** In all accounts together. */
  readonly balances: Readonly<Record<string, number>>;
  /** In each account that is called `<username>.<account>`. */
  readonly accounts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Applied changes, oldest first, each with how often its key was sent. */
  readonly changes: readonly (Change & { readonly sent: number })[];
  /** Requests per kind of call. */
  readonly requests: Readonly<Record<Call['operation'], number>>;
  /** Requests of any kind that were beyond the rate limit. */
  readonly limited: number;
}

/** The points API as a state machine: no clock, no network, no file of its own. */
export interface SandboxCore {
  handle(request: SandboxRequest): readonly Effect[];
  setFaults(faults: readonly Fault[]): void;
  faults(): readonly ActiveFault[];
  settings(): SandboxSettings;
  configure(change: SettingsChange): void;
  /** Makes customers known in every account, as BonifiQ's hourly import does. */
  seed(customers: readonly string[]): void;
  /** Changes a balance without a call, as BonifiQ does for its own objectives: `pointType` 0 is for a purchase. */
  changeByItself(change: OwnChange): void;
  state(): SandboxState;
}

export interface OwnChange {
  readonly account: string;
  readonly customer: string;
  readonly points: number;
  readonly pointType: number;
  readonly title: string | null;
}

export interface SandboxCoreOptions extends Partial<SandboxSettings> {
  readonly username: string;
  readonly password: string;
  readonly now: () => number;
  /** Entries of an earlier run. */
  readonly past?: Iterable<BookEntry>;
  /** Called with every new entry before it takes effect, so that what was answered is never lost. */
  readonly keep?: (entry: BookEntry) => void;
}

/**
 * BonifiQ's points endpoint and its neighbours, as strict as the documentation can be read.
 *
 * @see https://developers.bonifiq.com.br/api/private/customer/add-or-remove-points-from-a-customer
 */
export function createSandboxCore({ now, past = [], keep, ...initial }: SandboxCoreOptions): SandboxCore {
  const books = createBooks();
  const faults = createFaultList();
  const sent = new Map<string, number>();
  const requests = { change: 0, upsert: 0, read: 0 };
  let settings: SandboxSettings = { ...defaultSettings, ...initial };
  let limit = limitOf(settings);
  let limited = 0;
  for (const entry of past) books.apply(entry);

  /** In every account there is, and so in those to come. */
  const isKnown = (customer: string) =>
    [books.all, ...books.accounts().map(books.of)].every((book) => book.knows(customer));
  const desk = {
    books,
    now,
    settings: () => settings,
    write(entry: BookEntry) {
      keep?.(entry);
      books.apply(entry);
    },
    countKey(account: string, changeKey: string) {
      const key = `${account}\n${changeKey}`;
      sent.set(key, (sent.get(key) ?? 0) + 1);
    },
  };

  return {
    handle(request) {
      const call = callOf(request);
      requests[call.operation] += 1;
      if (limit !== null && !limit.allows(now())) {
        limited += 1;
        return [{ kind: 'answer', status: 429, headers: {}, body: '' }];
      }
      const { delayMs, fault } = faults.meet(call.operation);
      const effect = faulty(fault, () => perform(call, request, desk));
      return delayMs > 0 ? [{ kind: 'delay', ms: delayMs }, effect] : [effect];
    },
    setFaults: (list) => faults.set(list),
    faults: () => faults.active(),
    settings: () => settings,
    configure(change) {
      settings = settingsSchema.parse({ ...settings, ...change });
      if ('rateLimit' in change) limit = limitOf(settings);
    },
    seed(customers) {
      for (const customer of customers.filter((id) => !isKnown(id))) {
        desk.write({ kind: 'customer', customer, email: null, atMs: now() });
      }
    },
    changeByItself({ title, ...change }) {
      const made = { changeKey: `OWN-${books.all.changes().length}`, reason: 'objective', customerReason: title };
      desk.write({ kind: 'change', ...change, ...made, atMs: now() });
    },
    state: () => ({
      balances: balancesIn(books.all),
      accounts: Object.fromEntries(
        books.accounts().flatMap((account) => (account === '' ? [] : [[account, balancesIn(books.of(account))]])),
      ),
      changes: books.all
        .changes()
        .map((change) => ({ ...change, sent: sent.get(`${change.account ?? ''}\n${change.changeKey}`) ?? 0 })),
      requests: { ...requests },
      limited,
    }),
  };
}

function balancesIn(book: Book): Readonly<Record<string, number>> {
  return Object.fromEntries(book.customers().map((id) => [id, book.balance(id)]));
}

function limitOf({ rateLimit }: SandboxSettings): RateLimit | null {
  return rateLimit === null ? null : createRateLimit(rateLimit);
}
