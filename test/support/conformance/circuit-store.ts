import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Circuit } from '../../../src/domain/circuit.ts';
import type { CircuitStore } from '../../../src/ports/circuit-store.ts';

/** An empty shelf, and how to dispose of it. */
export interface OpenShelf {
  readonly shelf: CircuitStore;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

const troubled: Circuit = { failures: 3, open: null };
const paused: Circuit = {
  failures: 8,
  open: { because: 'limited', lengthMs: 4_000, untilMs: 1_764_072_000_123, asked: true, version: null },
};
const refused: Circuit = {
  failures: 0,
  open: { because: 'credentials', lengthMs: 300_000, untilMs: 1_764_072_000_000, asked: false, version: '0f3a' },
};

/** What every circuit store must do, whatever keeps it. `factory` opens an empty one. */
export function describeCircuitStore(name: string, factory: () => Promise<OpenShelf>): void {
  describe(`circuit store: ${name}`, () => {
    let open: OpenShelf;
    let shelf: CircuitStore;

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
