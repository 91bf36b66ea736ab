import type { Entry } from '../domain/entry.ts';
import type { LedgerRecord } from '../domain/record.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import { type Change, update, type Versioned } from '../shared/optimistic-update.ts';

/** Changes a record that was loaded before, under optimistic locking. Rejects when the ledger cannot be reached. */
export async function changeRecord<Kind extends LedgerRecord>(
  ledger: Ledger,
  before: Versioned<Kind>,
  make: (record: Kind) => Change<Kind, null>,
  signal: AbortSignal,
): Promise<Versioned<Kind>> {
  const slot = slotOf<Kind>(ledger, before.record.key);
  const { current } = await update(slot, (record) => make(present(record)), signal, before);
  return present(current);
}

function present<Value>(loaded: Value | null): Value {
  if (loaded === null) throw new Error('the record vanished from the ledger');
  return loaded;
}

export function entryOf(record: LedgerRecord, number: number): Entry {
  const entry = record.entries.find((candidate) => candidate.number === number);
  if (entry === undefined) throw new Error('the entry vanished from the ledger');
  return entry;
}
