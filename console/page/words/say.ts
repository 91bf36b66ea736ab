import { computed, effect } from '@preact/signals';
import { kept } from '../kept.ts';
import { en } from './en.ts';
import { pt } from './pt.ts';

export type Word = keyof typeof en;
export type Words = Readonly<Record<Word, string>>;

const tables = { en, pt } as const satisfies Record<string, Words>;
export const languages = ['en', 'pt'] as const;
export type PageLanguage = (typeof languages)[number];

const browsers: PageLanguage = navigator.language.toLowerCase().startsWith('pt') ? 'pt' : 'en';

export const language = kept<PageLanguage>('ponte-language', languages, browsers);

/** How numbers and dates are written. */
export const locale = computed(() => (language.value === 'pt' ? 'pt-BR' : 'en-GB'));

export function applyLanguage(): void {
  effect(() => {
    document.documentElement.lang = locale.value;
  });
}

/** A sentence of the page's own, with `{name}` replaced. */
export function say(word: Word, values: Readonly<Record<string, string | number>> = {}): string {
  return tables[language.value][word].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** `{n}` of something: `word.one` or `word.many`. */
export function count<Counted extends string>(
  word: `${Counted}.one` extends Word ? (`${Counted}.many` extends Word ? Counted : never) : never,
  n: number,
): string {
  const which = new Intl.PluralRules(locale.value).select(n) === 'one' ? 'one' : 'many';
  return say(`${word}.${which}` as Word, { n: numberText(n) });
}

/** A name of the JSON in the page's language, such as `outcome` `nothingToDo`; as it is where the table does not have it. */
export function named(kind: 'outcome' | 'reason' | 'because' | 'event' | 'wait' | 'state', name: string): string {
  const word = `${kind}.${name}`;
  return word in en ? say(word as Word) : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** With the sign that cannot be taken for a dash. */
export function numberText(value: number, options: Intl.NumberFormatOptions = {}): string {
  return new Intl.NumberFormat(locale.value, options).format(value).replace('-', '−');
}
