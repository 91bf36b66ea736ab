import * as z from 'zod';
import { parseJson } from '../../src/shared/parse-json.ts';
import { coloured, faint, inWords, type Shown, shown, signed, strong } from '../terminal.ts';

const NAME_WIDTH = 11;

const settledLine = z.object({
  what: z.enum(['settle', 'promotion']),
  store: z.string().optional(),
  order: z.string().optional(),
  severity: z.enum(['success', 'warning', 'error']),
  outcome: z.string(),
  message: z.string(),
  entries: z.array(z.object({ points: z.number(), outcome: z.string() })).default([]),
});

const anyLine = z.looseObject({ what: z.string() });

/** A line as a platform writes it in full: the function's name, and what it wrote. */
export function wholeLine(functionName: string, line: string): string {
  return `${functionName.padEnd(NAME_WIDTH)} ${line}`;
}

/**
 * A line that a function wrote, short and in words; `null` for a delivery, which is told as it was answered. Parts of errors are left out, and
 * stand in the full log.
 */
export function lineInWords(functionName: string, line: string): Shown | null {
  const parsed = parseJson(line);
  const { data: any } = anyLine.safeParse(parsed);
  if (any === undefined) return shown`${wholeLine(functionName, line)}`;
  if (any.what === 'delivery') return null;
  const { data: settled } = settledLine.safeParse(parsed);
  return settled === undefined ? otherLine(functionName, any) : outcomeLine(settled);
}

function outcomeLine({ store, order, severity, outcome, message, entries, what }: z.infer<typeof settledLine>): Shown {
  const name = [store, order].filter((part) => part !== undefined).join('/') || what;
  const came = entries.map((entry) => `${signed(entry.points)} ${entry.outcome}`).join(', ');
  const said = message === inWords(outcome) ? '' : `  ${message}`;
  const later = what === 'settle' ? 'later' : what;
  return shown`${strong(name)} ${faint(later)}\n  ${coloured(severity, severity.padEnd(8))} ${inWords(outcome)}${said}${came === '' ? '' : `  (${came})`}`;
}

/** What else there is: fields that are no lists and no objects, by their names. */
function otherLine(functionName: string, { what, tookMs: _, ...fields }: z.infer<typeof anyLine>): Shown {
  const told = Object.entries(fields).flatMap(([name, value]) => {
    if (value === null || typeof value === 'object') return [];
    return [name === 'message' ? String(value) : `${inWords(name)} ${value}`];
  });
  return shown`${faint(functionName.padEnd(NAME_WIDTH))} ${inWords(what)}: ${told.join(', ')}`;
}
