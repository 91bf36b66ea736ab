import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AccountState } from '../../../src/domain/account-state.ts';
import { paceAt } from '../../../src/domain/pace.ts';
import type { AccountStates } from '../../../src/ports/account-states.ts';

/** An empty shelf, and how to dispose of it. */
export interface OpenShelf {
  readonly shelf: AccountStates;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

const troubled: AccountState = { circuit: { failing: ['0f3a9c1e', '77b2d004'], open: null }, pace: null };
const paused: AccountState = {
  circuit: {
    failing: [],
    open: { because: 'limited', lengthMs: 4_000, untilMs: 1_764_072_000_123, asked: true, version: null },
  },
  pace: { ...paceAt(0.1 + 0.2, 1_764_072_000_123.456), limit: 17.5, isLimitSure: true, cuts: 4, slots: 12 },
};
const refused: AccountState = {
  circuit: {
    failing: [],
    open: { because: 'credentials', lengthMs: 300_000, untilMs: 1_764_072_000_000, asked: false, version: '0f3a' },
  },
  pace: null,
};

/** What every store of account states must do, whatever keeps it. `factory` opens an empty one. */
export function describeAccountStates(name: string, factory: () => Promise<OpenShelf>): void {
  describe(`account states: ${name}`, () => {
    let open: OpenShelf;
    let shelf: AccountStates;

    beforeEach(async () => {
      open = await factory();
      shelf = open.shelf;
    });
    afterEach(() => open.close());

    test('knows nothing of an account that nobody told of', async () => {
      expect(await shelf.load('demo', signal)).toBeNull();
    });

    test('gives back what was saved, version by version, each account apart', async () => {
      expect(await shelf.save('demo', troubled, 0, signal)).toBe('saved');
      expect(await shelf.load('demo', signal)).toEqual({ record: troubled, version: 1 });
      expect(await shelf.save('demo', paused, 1, signal)).toBe('saved');
      expect(await shelf.save('other', refused, 0, signal)).toBe('saved');
      expect(await shelf.load('demo', signal)).toEqual({ record: paused, version: 2 });
      expect(await shelf.load('other', signal)).toEqual({ record: refused, version: 1 });
    });

    test.each([0, 1, 3])('refuses to write over version 2 what knows of version %d', async (known) => {
      await shelf.save('demo', troubled, 0, signal);
      await shelf.save('demo', paused, 1, signal);
      expect(await shelf.save('demo', refused, known, signal)).toBe('conflict');
      expect(await shelf.load('demo', signal)).toEqual({ record: paused, version: 2 });
    });

    test('of many who write at once, one wins', async () => {
      const saved = await Promise.all(Array.from({ length: 5 }, () => shelf.save('demo', paused, 0, signal)));
      expect(saved.filter((result) => result === 'saved')).toHaveLength(1);
    });

    test('rejects when the time is up', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(shelf.load('demo', over)).rejects.toThrow();
      await expect(shelf.save('demo', paused, 0, over)).rejects.toThrow();
    });
  });
}
