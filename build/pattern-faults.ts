import { runInNewContext } from 'node:vm';
import { check, type VulnerableDiagnostics } from 'recheck';
import { MAX_TEXT } from '../src/bonifiq/envelope.ts';
import { errorPattern } from '../src/bonifiq/error-match.ts';
import { itemName } from '../src/config/issue-path.ts';
import type { ErrorMatch, Store } from '../src/domain/store.ts';

/** A pattern waits for nothing: what takes longer with the longest text that it can meet has tried the same in too many ways. */
const MAX_MATCHING_MS = 250;
const MAX_JUDGING_MS = 300_000;

type Patterns = Pick<Store, 'id' | 'usedKey' | 'unknownCustomer' | 'insufficientBalance'>;

/**
 * The patterns of these stores that a reply of the points API could hold a function up with, each by its place. Takes seconds
 * for a long pattern, which is judged once however many stores have it. The default ones are not judged with every build, but by `npm run verify`.
 */
export async function patternFaults(stores: readonly Patterns[]): Promise<string[]> {
  const placed = stores.flatMap((store, index) => {
    const place = (field: string, { messages }: ErrorMatch) =>
      messages.map((pattern, at) => ({
        pattern,
        place: `${itemName('stores', store, index)}, ${field}, messages number ${at + 1}`,
      }));
    return [
      ...place('usedKey', store.usedKey),
      ...place('unknownCustomer', store.unknownCustomer),
      ...place('insufficientBalance', store.insufficientBalance),
    ];
  });
  const judged = new Map<string, string | null>();
  // One after the other: each takes all of a core.
  for (const pattern of new Set(placed.map((one) => one.pattern))) judged.set(pattern, await patternFault(pattern));
  return placed.flatMap(({ pattern, place }) => {
    const fault = judged.get(pattern) ?? null;
    return fault === null ? [] : `${place}: "${pattern}" ${fault}`;
  });
}

/** What is wrong with one pattern, in words; null when it is quick with whatever it meets. */
export async function patternFault(source: string): Promise<string | null> {
  const pattern = errorPattern(source);
  // The same everywhere, and no program of another language is started.
  process.env.RECHECK_BACKEND = 'pure';
  const judged = await check(pattern.source, pattern.flags, { timeout: MAX_JUDGING_MS });
  if (judged.status === 'safe') return null;
  if (judged.status === 'unknown')
    return 'could not be judged; write it more simply, or give codeNames or errorCodes instead';
  if (isQuick(pattern, worstText(judged.attack))) return null;
  return (
    `could take seconds, or for ever, with a text of ${MAX_TEXT} characters such as ${judged.attack.pattern}; ` +
    'repeat nothing that is repeated itself or begins like what follows it, or give codeNames or errorCodes instead'
  );
}

/** As long as a text can be at most: a square of that is quick, and a cube is not. */
function worstText({ pumps, suffix }: VulnerableDiagnostics['attack']): string {
  const fixed = pumps.reduce((sum, { prefix, pump, bias }) => sum + prefix.length + pump.length * bias, suffix.length);
  const step = pumps.reduce((sum, { pump }) => sum + pump.length, 0);
  const times = Math.max(1, Math.floor((MAX_TEXT - fixed) / step));
  const text = pumps.map(({ prefix, pump, bias }) => prefix + pump.repeat(times + bias)).join('');
  return text.slice(0, MAX_TEXT - suffix.length) + suffix;
}

function isQuick(pattern: RegExp, text: string): boolean {
  try {
    runInNewContext('pattern.test(text)', { pattern, text }, { timeout: MAX_MATCHING_MS });
    return true;
  } catch (error) {
    // Of the other context's class.
    if (Error.isError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}
