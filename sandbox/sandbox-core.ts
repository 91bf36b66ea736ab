import { type BookEntry, type Change, createBook } from './book.ts';
import { type Call, callOf } from './call.ts';
import { type ActiveFault, createFaultList, type Fault } from './faults.ts';
import { faulty } from './faulty.ts';
import { perform } from './perform.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { defaultSettings, type SandboxSettings, type SettingsChange, settingsSchema } from './settings.ts';
import type { Effect, SandboxRequest } from './wire.ts';

/** What a test may look at. */
export interface SandboxState {
  readonly balances: Readonly<Record<string, number>>;
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
  /** Makes customers known, as BonifiQ's hourly import does. */
  seed(customers: readonly string[]): void;
  state(): SandboxState;
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
  const book = createBook();
  const faults = createFaultList();
  const sent = new Map<string, number>();
  const requests = { change: 0, upsert: 0, read: 0 };
  let settings: SandboxSettings = { ...defaultSettings, ...initial };
  let limit = limitOf(settings);
  let limited = 0;
  for (const entry of past) book.apply(entry);

  const desk = {
    book,
    now,
    settings: () => settings,
    write(entry: BookEntry) {
      keep?.(entry);
      book.apply(entry);
    },
    countKey: (changeKey: string) => sent.set(changeKey, (sent.get(changeKey) ?? 0) + 1),
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
      for (const customer of customers.filter((id) => !book.knows(id))) {
        desk.write({ kind: 'customer', customer, email: null, atMs: now() });
      }
    },
    state: () => ({
      balances: Object.fromEntries(book.customers().map((id) => [id, book.balance(id)])),
      changes: book.changes().map((change) => ({ ...change, sent: sent.get(change.changeKey) ?? 0 })),
      requests: { ...requests },
      limited,
    }),
  };
}

function limitOf({ rateLimit }: SandboxSettings): RateLimit | null {
  return rateLimit === null ? null : createRateLimit(rateLimit);
}
