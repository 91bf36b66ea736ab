import type { NotEntitledReason } from '../../domain/order-facts.ts';
import type { OrderExplanation } from '../explanation.ts';
import type { Sentences } from './en.ts';
import type { Formats } from './formats.ts';

/** What is told, and how. */
export interface Telling {
  readonly words: Sentences;
  readonly formats: Formats;
  readonly said: OrderExplanation;
}

/** `37 points`. */
export function pointsText({ words, formats }: Pick<Telling, 'words' | 'formats'>, points: number): string {
  return words.points(formats.number(points), Math.abs(points) === 1);
}

export function isNothing(amount: string): boolean {
  return Number(amount) === 0;
}

/** Why an order earns nothing; of another currency, which both are, where the record knows. */
export function notEntitledText({ words, said }: Telling, because: NotEntitledReason): string {
  const own = said.facts.standing?.currency ?? null;
  return because === 'otherCurrency' && own !== null
    ? words.inOtherCurrency(own, said.currency)
    : words.notEntitled[because];
}
