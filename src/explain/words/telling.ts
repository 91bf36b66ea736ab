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
