/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A whole number as text that reads back the same; longer ones stay text. */
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,39})$/;
const LETTER = /[a-z]/i;

/**
 * Values of one kind, written so that what they share stands there once: rows become columns, ids become differences, and texts
 * that differ in their numbers alone become those numbers. JSON in, JSON out; deflated, it is a small part of what the values are
 * one by one.
 *
 *     7                      every value is 7
 *     ["v", …]               the values themselves
 *     ["d", "900", 3, 5]     900, 903, 908 as texts; with a number at its head, as numbers
 *     ["p", ["ADD-", ""], c] texts of these parts, and between them the numbers of the column c
 *     ["t", c, c]            lists of the same length, by their places
 *     ["l", c, n, c]         lists of the lengths of the first column, whose n values are in the second
 */
export function toColumn(values: readonly Json[]): Json {
  const [first] = values;
  if (first === undefined) return ['v'];
  if (!isList(first) && !isObject(first) && values.every((value) => value === first)) return first;
  return asDifferences(values) ?? asLists(values) ?? asPatterns(values) ?? ['v', ...values];
}

/** Reads `count` values of what `toColumn` wrote. Throws a `TypeError` on anything else. */
export function fromColumn(column: unknown, count: number): Json[] {
  if (!isList(column)) {
    if (typeof column === 'object' && column !== null) throw notAColumn();
    return Array.from({ length: count }, () => column as Json);
  }
  const values = readColumn(column, count);
  if (values.length !== count) throw notAColumn();
  return values;
}

function readColumn([kind, ...rest]: readonly unknown[], count: number): Json[] {
  switch (kind) {
    case 'v':
      return rest as Json[];
    case 'd':
      return fromDifferences(rest);
    case 'p':
      return fromPatterns(rest, count);
    case 't':
      return byPlaces(rest, count);
    case 'l':
      return fromLists(rest, count);
    default:
      throw notAColumn();
  }
}

function asDifferences(values: readonly Json[]): Json | null {
  const [first] = values;
  const isText = typeof first === 'string';
  const isWhole = (value: Json) =>
    isText ? typeof value === 'string' && WHOLE_NUMBER.test(value) : Number.isSafeInteger(value);
  if (first === undefined || !values.every(isWhole)) return null;
  const numbers = values.map((value) => BigInt(value as string | number));
  const steps = numbers.slice(1).map((number, at) => Number(number - (numbers[at] ?? 0n)));
  return steps.every(Number.isSafeInteger) ? ['d', first, ...steps] : null;
}

function fromDifferences([first, ...steps]: readonly unknown[]): Json[] {
  if (typeof first !== 'string' && typeof first !== 'number') throw notAColumn();
  let sum = wholeOf(first);
  const numbers = [sum];
  for (const step of steps) {
    sum += wholeOf(step);
    numbers.push(sum);
  }
  return numbers.map((number) => (typeof first === 'string' ? String(number) : Number(number)));
}

/** Numbers of many digits repeat in texts such as change keys, which differ in nothing else. Amounts are better off as texts. */
function asPatterns(values: readonly Json[]): Json | null {
  if (!values.every((value) => typeof value === 'string')) return null;
  const split = values.map((value) => (value as string).split(/(\d+)/));
  const [first = []] = split;
  const isNumber = (at: number) => at % 2 === 1;
  const texts = first.filter((_, at) => !isNumber(at));
  const isLike = (parts: readonly string[]) =>
    parts.length === first.length && parts.every((part, at) => isNumber(at) || part === first[at]);
  if (!texts.some((text) => LETTER.test(text)) || !split.every(isLike)) return null;
  const places = first.flatMap((_, at) => (isNumber(at) ? [at] : []));
  return ['p', texts, ...places.map((at) => toColumn(split.map((parts) => parts[at] ?? '')))];
}

function fromPatterns([texts, ...columns]: readonly unknown[], count: number): Json[] {
  if (!isList(texts) || texts.length !== columns.length + 1) throw notAColumn();
  const [head = '', ...tails] = texts;
  const numbers = byPlaces(columns, count);
  return numbers.map((row) =>
    tails.reduce((text: string, tail, at) => `${text}${(row as Json[])[at]}${tail}`, `${head}`),
  );
}

function asLists(values: readonly Json[]): Json | null {
  if (!values.every(isList)) return null;
  const lists = values as readonly (readonly Json[])[];
  const lengths = lists.map(({ length }) => length);
  const [places = 0] = lengths;
  if (lengths.every((length) => length === places)) {
    const column = (at: number) => toColumn(lists.map((list) => list[at] ?? null));
    return ['t', ...Array.from({ length: places }, (_, at) => column(at))];
  }
  const items = lists.flat();
  return ['l', toColumn(lengths), items.length, toColumn(items)];
}

function byPlaces(columns: readonly unknown[], count: number): Json[] {
  const read = columns.map((column) => fromColumn(column, count));
  return Array.from({ length: count }, (_, row) => read.map((values) => values[row] ?? null));
}

function fromLists([lengths, total, column]: readonly unknown[], count: number): Json[] {
  const items = fromColumn(column, Number(wholeOf(total)));
  let from = 0;
  const lists = fromColumn(lengths, count).map((length) => {
    const list = items.slice(from, from + Number(wholeOf(length)));
    from += list.length;
    return list;
  });
  if (from !== items.length) throw notAColumn();
  return lists;
}

function wholeOf(value: unknown): bigint {
  const isWhole = typeof value === 'string' ? WHOLE_NUMBER.test(value) : Number.isSafeInteger(value);
  if (!isWhole) throw notAColumn();
  return BigInt(value as string | number);
}

function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Without the column, which may hold personal data. */
function notAColumn(): TypeError {
  return new TypeError('not a column');
}
