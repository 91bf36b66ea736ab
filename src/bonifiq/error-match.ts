import type { ErrorMatch } from '../domain/store.ts';
import type { Envelope } from './envelope.ts';

const compiled = new Map<string, RegExp | null>();

/** Whether the envelope, known to be an error, is the one that `match` describes. */
export function matchesError(match: ErrorMatch, envelope: Envelope): boolean {
  const codeName = envelope.codeName?.toLowerCase();
  return (
    match.codeNames.some((name) => name.toLowerCase() === codeName) ||
    match.errorCodes.some((code) => envelope.errorCodes.includes(code)) ||
    match.messages.some((pattern) => envelope.texts.some((text) => patternOf(pattern)?.test(text) === true))
  );
}

/** The regular expression of a configured pattern. Throws when it is invalid. */
export function errorPattern(source: string): RegExp {
  return new RegExp(source, 'iu');
}

/** An invalid pattern matches nothing: the configuration check refuses it. */
function patternOf(source: string): RegExp | null {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = compile(source);
  compiled.set(source, pattern);
  return pattern;
}

function compile(source: string): RegExp | null {
  try {
    return errorPattern(source);
  } catch {
    return null;
  }
}
