import type { Language } from '../../api.ts';
import { kept } from '../kept.ts';
import type { words as ofActs } from './acts/en.ts';
import type { words as ofDeliveries } from './deliveries/en.ts';
import type { en } from './en.ts';
import type { words as ofNumbers } from './numbers/en.ts';
import type { words as ofPromotions } from './promotions/en.ts';
import type { words as ofTry } from './try/en.ts';
import type { words as ofWork } from './work/en.ts';

export type Word = keyof (typeof en &
  typeof ofActs &
  typeof ofDeliveries &
  typeof ofNumbers &
  typeof ofPromotions &
  typeof ofTry &
  typeof ofWork);

/** Words that a view needs besides those of all views. */
type Part = keyof typeof parts.en;

const browsers: Language = navigator.language.toLowerCase().startsWith('pt') ? 'pt' : 'en';
const choice = kept<Language>('ponte-language', ['en', 'pt'], browsers);

/** What the page speaks until it is loaded anew. */
export const language: Language = choice.peek();

/** How numbers and dates are written. */
export const locale = language === 'pt' ? 'pt-BR' : 'en-GB';
document.documentElement.lang = locale;

/** The server says its sentences anew, too: the page begins again at the same address. */
export function speak(other: Language): void {
  choice.value = other;
  location.reload();
}

const parts = {
  en: {
    acts: async () => await import('./acts/en.ts'),
    deliveries: async () => await import('./deliveries/en.ts'),
    numbers: async () => await import('./numbers/en.ts'),
    promotions: async () => await import('./promotions/en.ts'),
    try: async () => await import('./try/en.ts'),
    work: async () => await import('./work/en.ts'),
  },
  pt: {
    acts: async () => await import('./acts/pt.ts'),
    deliveries: async () => await import('./deliveries/pt.ts'),
    numbers: async () => await import('./numbers/pt.ts'),
    promotions: async () => await import('./promotions/pt.ts'),
    try: async () => await import('./try/pt.ts'),
    work: async () => await import('./work/pt.ts'),
  },
} as const;

/** Only one of the languages is fetched. */
const table: Partial<Record<Word, string>> = {
  ...(language === 'pt' ? (await import('./pt.ts')).pt : (await import('./en.ts')).en),
};

/** Fetches the words of a view, before any of its own is said. */
export async function learn(part: Part): Promise<void> {
  Object.assign(table, (await parts[language][part]()).words);
}

/** A sentence of the page's own, with `{name}` replaced. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return (table[word] ?? word).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** `{n}` of something: `word.one` or `word.many`. */
export function count<Counted extends string>(
  word: `${Counted}.one` extends Word ? (`${Counted}.many` extends Word ? Counted : never) : never,
  n: number,
): string {
  const which = new Intl.PluralRules(locale).select(n) === 'one' ? 'one' : 'many';
  return say(`${word}.${which}` as Word, { n: numberText(n) });
}

/** A name of the JSON in the page's language, such as `outcome` `nothingToDo`; as it is where the table does not have it. */
export function named(
  kind: 'outcome' | 'reason' | 'because' | 'event' | 'wait' | 'state' | 'fact' | 'said',
  name: string,
): string {
  const word = `${kind}.${name}`;
  return word in table ? say(word as Word) : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Decimal text, such as `12.50`, as it is written in the page's language. */
export function amountText(text: string): string {
  return language === 'pt' ? text.replace('.', ',') : text;
}

/** With the sign that cannot be taken for a dash. */
export function numberText(value: number | string, options: Intl.NumberFormatOptions = {}): string {
  return numberFormat(options)
    .format(value as number)
    .replace('-', '−');
}

const formats = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than all else of a line, and a list shows hundreds. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, known);
  return known;
}
