import { styleText } from 'node:util';
import type { Severity } from '../src/domain/outcome-table.ts';

const colours = { success: 'green', warning: 'yellow', error: 'red' } as const;

/** Text in a severity's colour, on a terminal; `styleText` honours NO_COLOR and what is no terminal. */
export function coloured(severity: Severity, text: string): string {
  return styleText(colours[severity], text, { stream: process.stdout });
}

export function faint(text: string): string {
  return styleText('dim', text, { stream: process.stdout });
}

export function strong(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}

/** `+120` or `−20`, with the sign that cannot be taken for a dash. */
export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** An outcome's name in words: `alreadyApplied` → `already applied`. */
export function inWords(outcome: string): string {
  return outcome.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
