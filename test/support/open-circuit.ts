import type { OpenCircuit } from '../../src/domain/circuit.ts';

/** When tests of circuits take place. */
export const NOW_MS = Date.UTC(2026, 4, 4, 12);

/** A circuit that opened now for eight seconds, since the API fails. */
export function openCircuit(words: Partial<OpenCircuit> = {}): OpenCircuit {
  return {
    because: 'failing',
    lengthMs: 8_000,
    untilMs: NOW_MS + 8_000,
    asked: false,
    version: null,
    ...words,
  };
}
