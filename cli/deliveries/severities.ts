import type { Severity } from '../../src/domain/outcome-table.ts';

const names = ['success', 'warning', 'error'] as const satisfies readonly Severity[];

/** Several severities, as in `warning,error`; null where a word is none. */
export function readSeverities(text: string): readonly Severity[] | null {
  const read = text.split(',').map((word) => names.find((name) => name === word.trim()));
  return read.every((name) => name !== undefined) ? read : null;
}
