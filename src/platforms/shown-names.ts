import type { AttributeNames } from '../domain/order-facts.ts';

/** Of a list of names, so many are shown. */
const MAX_NAMES = 10;
/** In characters. */
const MAX_LENGTH = 40;
/**
 * Letters, digits and a few signs, in three words at most: a longer text may be about somebody. A blank before or after is a
 * mistake that nobody sees otherwise.
 */
const NAME = /^ ?[\p{L}\p{N}_.:/()*-]+(?: [\p{L}\p{N}_.:/()*-]+){0,2} ?$/u;
/** More digits may be those of a document or a telephone number. */
const MAX_DIGITS = 4;

/** Shops and shoppers write the names of attributes, so that only those are shown that look like the name of a field. */
export function shownNames(names: Iterable<unknown>): AttributeNames {
  const all = [...new Set(names)];
  const shown = all.filter(isPlain).slice(0, MAX_NAMES);
  return { shown, others: all.length - shown.length };
}

/** For the answer and the log. */
export function shownNamesText({ shown, others }: AttributeNames): string {
  const told = shown.map((name) => `"${name}"`);
  if (others > 0)
    told.push(`${others}${shown.length === 0 ? '' : ' more'} that ${others === 1 ? 'is' : 'are'} not shown`);
  return told.length === 0 ? 'none' : told.join(', ');
}

function isPlain(name: unknown): name is string {
  if (typeof name !== 'string') return false;
  const digits = name.match(/\p{N}/gu)?.length ?? 0;
  return name.length <= MAX_LENGTH && digits <= MAX_DIGITS && NAME.test(name);
}
