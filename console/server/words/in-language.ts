import { nextSteps } from '../../../src/domain/next-steps.ts';
import { parkedReasonNames } from '../../../src/domain/parked-reasons.ts';
import { type Reason, reasons } from '../../../src/domain/reasons.ts';
import type { Language } from '../../api.ts';
import { ptNextSteps } from './pt-next-steps.ts';
import { ptReasons } from './pt-reasons.ts';
import { ptSentences } from './pt-sentences.ts';

/**
 * Fields of the JSON that hold sentences, whatever they belong to. Some of them elsewhere hold a name, such as `because: "right"`, or a
 * cursor: no sentence of the tables is like these.
 */
const SENTENCES: ReadonlySet<string> = new Set([
  'because',
  'message',
  'missing',
  'next',
  'notBecause',
  'readOnlyBecause',
  'refusal',
  'source',
  'told',
  'unread',
  'what',
  'why',
]);

/** JSON with its sentences in a language; names, numbers and what is quoted stay. One that has no translation stays in English. */
export function inLanguage<Json>(language: Language, json: Json): Json {
  return language === 'en' ? json : (translated(json, false) as Json);
}

function translated(value: unknown, isSaid: boolean): unknown {
  if (typeof value === 'string') return isSaid ? inPortuguese(value) : value;
  if (Array.isArray(value)) return value.map((one) => translated(one, isSaid));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, translated(one, isSentence(name, one))]));
}

/** The reason of an entry is a sentence; those of outcomes are names. */
function isSentence(name: string, value: unknown): boolean {
  return SENTENCES.has(name) || (name === 'reason' && typeof value === 'string' && value.includes(' '));
}

interface Template {
  readonly english: RegExp;
  readonly portuguese: string;
}

const exact = new Map<string, string>();
const open: (Template & { readonly said: number })[] = [];
for (const [english, portuguese] of [
  ...Object.entries(ptSentences),
  ...parkedReasonNames.map((reason) => [nextSteps[reason], ptNextSteps[reason]] as const),
  ...(Object.keys(reasons) as Reason[]).map((reason) => [reasons[reason], ptReasons[reason]] as const),
]) {
  exact.set(english, portuguese);
  const parts = english.split('…').map((part) => RegExp.escape(part));
  if (parts.length > 1) {
    open.push({ english: new RegExp(`^${parts.join('(.+?)')}$`, 's'), portuguese, said: english.length });
  }
}
/** What says the most comes first: the others may be a part of it. */
open.sort((one, other) => other.said - one.said);

/** A sentence in Portuguese, with its details, which may be sentences; as it is where no table has it. */
export function inPortuguese(sentence: string): string {
  const known = exact.get(sentence);
  if (known !== undefined) return known;
  for (const { english, portuguese } of open) {
    const found = english.exec(sentence);
    if (found === null) continue;
    const details = found.slice(1).map(inPortuguese);
    return portuguese.replace(/…/g, (hole) => details.shift() ?? hole);
  }
  // Of a request, all faults are told, each after the name of its field.
  const faults = sentence.split('; ');
  if (faults.length > 1) return faults.map(inPortuguese).join('; ');
  const [, field, fault] = /^([\w.]+: )(.+)$/s.exec(sentence) ?? [];
  return field === undefined || fault === undefined ? sentence : field + inPortuguese(fault);
}
