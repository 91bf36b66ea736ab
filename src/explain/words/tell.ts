import type { OrderExplanation } from '../explanation.ts';
import type { Sentences } from './en.ts';
import { formatsFor } from './formats.ts';
import { tellEntries } from './tell-entries.ts';
import { tellFacts, tellGoods } from './tell-facts.ts';
import { tellRefunds } from './tell-refunds.ts';
import { tellRule, tellTarget, whyTarget } from './tell-target.ts';
import { pointsText, type Telling } from './telling.ts';

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Told {
  readonly head: string;
  /** What to read out first. */
  readonly summary: readonly string[];
  /** Those that say something. */
  readonly sections: readonly Section[];
}

/** An explanation in the sentences of a language. */
export function tellExplanation(said: OrderExplanation, words: Sentences): Told {
  const formats = formatsFor(words.locale, said.currency, said.timeZone);
  const telling: Telling = { words, formats, said };
  const { titles } = words;
  const sections: readonly Section[] = [
    { title: titles.facts, lines: tellFacts(telling) },
    { title: titles.goods, lines: tellGoods(telling) },
    { title: titles.refunds, lines: tellRefunds(telling) },
    { title: titles.rule, lines: tellRule(telling) },
    { title: titles.target, lines: tellTarget(telling) },
    { title: titles.entries, lines: tellEntries(telling) },
  ];
  return {
    head: words.head(said.order, said.store, formats.instant(said.at), said.timeZone),
    summary: [settlementOf(telling), whyTarget(telling), shadowOf(telling), erasedOf(telling)].filter(
      (line) => line !== '',
    ),
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

/** Empty where the customer was not erased. */
function erasedOf({ words, formats, said: { customerErasedAt } }: Telling): string {
  return customerErasedAt === null ? '' : words.erased(formats.instant(customerErasedAt));
}

/** Empty for an order that is not in shadow. */
function shadowOf(telling: Telling): string {
  const { words, formats, said } = telling;
  if (said.shadowSince === null) return '';
  const inShadow = said.entries.filter(({ state }) => state === 'shadow');
  const points = inShadow.reduce((sum, entry) => sum + entry.points, 0);
  return words.shadow(formats.instant(said.shadowSince), pointsText(telling, points));
}

function settlementOf(telling: Telling): string {
  const { words, formats, said } = telling;
  const { target, posted, confirmed, because, until } = said.settlement;
  const wanted = pointsText(telling, target);
  if (because === 'right') return words.settled(wanted);
  const why = words.settlement[because](until === null ? '' : formats.instant(until));
  const unanswered = posted === confirmed ? '' : formats.number(posted - confirmed);
  return words.unsettled(wanted, formats.number(confirmed), unanswered, why);
}
