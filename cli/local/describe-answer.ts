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

/** Why a request came to no outcome: somebody else than a function has answered it, or the function failed. */
export function whyNoOutcome(status: number, store: string | null): string {
  if (store === null) return `HTTP ${status}: no store has this path; webhooks go to /webhooks/<platform>/<store>`;
  return status === 413
    ? 'HTTP 413: the body is too large'
    : `HTTP ${status}: the function failed; what the platform prints says why`;
}
