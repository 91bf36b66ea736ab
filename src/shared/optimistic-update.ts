/** A loaded value. `version` guards the next save. */
export interface Versioned<Value> {
  readonly record: Value;
  readonly version: number;
}

/** One value that is stored under optimistic locking. */
export interface Slot<Value> {
  load(signal: AbortSignal): Promise<Versioned<Value> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(value: Value, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
}

/** Values by name, each stored under optimistic locking. */
export interface Slots<Value> {
  load(name: string, signal: AbortSignal): Promise<Versioned<Value> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(name: string, value: Value, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
}

/** One of them, for `update`. */
export function slotAt<Value>(slots: Slots<Value>, name: string): Slot<Value> {
  return {
    load: (signal) => slots.load(name, signal),
    save: (value, expectedVersion, signal) => slots.save(name, value, expectedVersion, signal),
  };
}

/** What a change makes of the stored value. Without `save` it stays as it is. */
export interface Change<Value, Result> {
  readonly save?: Value;
  readonly result: Result;
}

/**
 * Loads, changes and saves, and repeats all of it after a conflict. A conflict may also be our own write, sent twice because
 * its answer was lost: `change` then gets what it saved itself.
 * Begins with `known`, or with its absence, where the caller has loaded already; an outdated one meets a conflict.
 * Rejects as the slot does, and when the signal aborts.
 */
export async function update<Value, Result>(
  slot: Slot<Value>,
  change: (value: Value | null) => Change<Value, Result>,
  signal: AbortSignal,
  known?: Versioned<Value> | null,
): Promise<{ readonly result: Result; readonly current: Versioned<Value> | null }> {
  let current = known === undefined ? await slot.load(signal) : known;
  for (;;) {
    const { save, result } = change(current?.record ?? null);
    if (save === undefined) return { result, current };
    const expected = current?.version ?? 0;
    if ((await slot.save(save, expected, signal)) === 'saved') {
      return { result, current: { record: save, version: expected + 1 } };
    }
    signal.throwIfAborted();
    current = await slot.load(signal);
  }
}
