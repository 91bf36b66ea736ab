/** Of a list of names, so many are shown. */
const MAX_NAMES = 10;
/** In characters. */
const MAX_LENGTH = 40;
/** Letters, digits and a few signs, in three words at most: a longer text may be about somebody. */
const NAME = /^[\p{L}\p{N}_.:-]+(?: [\p{L}\p{N}_.:-]+){0,2}$/u;
/** More digits may be those of a document or a telephone number. */
const MAX_DIGITS = 4;

/**
 * The names of an order's attributes, for the answer and the log: never their values. Shops and shoppers write these names, so that only
 * those are shown that look like the name of a field; the others are counted.
 */
export function shownNames(names: Iterable<unknown>): string {
  const all = [...new Set(names)];
  const plain = all.filter((name) => typeof name === 'string' && isPlain(name));
  const shown = plain.slice(0, MAX_NAMES).map((name) => `"${name}"`);
  const others = all.length - shown.length;
  if (others > 0)
    shown.push(`${others}${shown.length === 0 ? '' : ' more'} that ${others === 1 ? 'is' : 'are'} not shown`);
  return shown.length === 0 ? 'none' : shown.join(', ');
}

function isPlain(name: string): boolean {
  const digits = name.match(/\p{N}/gu)?.length ?? 0;
  return name.length <= MAX_LENGTH && digits <= MAX_DIGITS && NAME.test(name);
}
