import { styleText } from 'node:util';
import type { Severity } from '../src/domain/outcome-table.ts';
import { escapeControls } from '../src/shared/escape-controls.ts';

/** What every command writes goes through here: text is escaped, unless this file has put it together. */
export class Shown {
  /** Holds no control characters but our own line ends and colours. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | Shown;

/** A template of ours: its own line ends stay, and what is put into it is escaped. */
export function shown(ours: TemplateStringsArray, ...parts: readonly Part[]): Shown {
  return new Shown(ours.map((text, at) => text + (at < parts.length ? textOf(parts[at] ?? '') : '')).join(''));
}

/** One below the other. */
export function inLines(lines: readonly Part[]): Shown {
  return new Shown(lines.map(textOf).join('\n'));
}

/** Text whose line ends are ours, such as the faults of a configuration. */
export function ownLines(text: string): Shown {
  return inLines(text.split('\n'));
}

/** One line for whoever called; text that is not shown already stays in that line. */
export function print(text: string | Shown): void {
  console.log(textOf(text));
}

/** One line beside the output. */
export function complain(text: string | Shown): void {
  console.error(textOf(text));
}

/** Of a terminal that does not say. */
const WIDTH = 200;

/** Writes lines over those drawn before; returns how many there are now. */
export function redraw(lines: readonly string[], height: number): number {
  if (height > 0) process.stdout.write(`\u001b[${height}A\u001b[0J`);
  const width = process.stdout.columns || WIDTH;
  process.stdout.write(lines.map((line) => `${escapeControls(line).slice(0, width)}\n`).join(''));
  return lines.length;
}

const colours = { success: 'green', warning: 'yellow', error: 'red' } as const;

/** Text in a severity's colour, on a terminal; `styleText` honours NO_COLOR and what is no terminal. */
export function coloured(severity: Severity, text: string): Shown {
  return styled(colours[severity], text);
}

export function faint(text: string): Shown {
  return styled('dim', text);
}

export function strong(text: string): Shown {
  return styled('bold', text);
}

function styled(style: 'green' | 'yellow' | 'red' | 'dim' | 'bold', text: string): Shown {
  return new Shown(styleText(style, escapeControls(text), { stream: process.stdout }));
}

function textOf(part: Part): string {
  return part instanceof Shown ? part.text : escapeControls(String(part ?? ''));
}

/** `+120` or `−20`, with the sign that cannot be taken for a dash. */
export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** An outcome's name in words: `alreadyApplied` → `already applied`. */
export function inWords(outcome: string): string {
  return outcome.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
