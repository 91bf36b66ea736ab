import type { OutcomeAnswer } from '../../local/deliver.ts';
import { coloured, faint, inLines, inWords, type Shown, shown, signed, strong } from '../terminal.ts';

/** What a delivery came to, in words. */
export function describeAnswer(
  { name, about }: { readonly name: string; readonly about: string },
  status: number,
  { severity, outcome, order, message, entries = [] }: OutcomeAnswer,
): Shown {
  return inLines([
    shown`${strong(name)} ${faint(about)}`,
    shown`  ${coloured(severity, severity.padEnd(8))} ${inWords(outcome)} ${faint(`HTTP ${status}`)}`,
    ...(order === undefined ? [] : [`  order    ${order}`]),
    ...(message === inWords(outcome) ? [] : [`  message  ${message}`]),
    ...entries.map((entry) => shown`  entry    ${signed(entry.points)} ${entry.outcome} ${faint(entry.changeKey)}`),
  ]);
}
