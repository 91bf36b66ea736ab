import type { Promotion } from '../domain/promotion/promotion.ts';
import type { HistoryItem } from '../ports/loyalty-api.ts';

type Titled = Pick<Promotion, 'id' | 'store' | 'points' | 'takesBack' | 'customerReason'>;

/**
 * The promotion that a change is from, by the title that the shopper reads; `null` where no title tells. A promotion without a
 * `customerReason`, or one of its texts alone, leaves no trace in the history that could be told from others.
 */
export function promotionNamedIn<One extends Titled>(promotions: readonly One[], change: HistoryItem): One | null {
  const named = promotions.filter((promotion) => mayBeOf(promotion, change));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function mayBeOf({ id, points, takesBack, customerReason }: Titled, change: HistoryItem): boolean {
  if (change.title === null || customerReason === null) return false;
  if (takesBack !== change.points < 0) return false;
  if (points !== 'audience' && points !== Math.abs(change.points)) return false;
  const pattern = customerReason
    .split(/(\{\w+\})/)
    .map((part) => PLACES[part]?.(id, change.points) ?? escaped(part))
    .join('');
  const words = customerReason.replace(/\{\w+\}/g, '').trim();
  return words !== '' && new RegExp(`^${pattern}$`, 's').test(change.title.trim());
}

const PLACES: Readonly<Record<string, (id: string, points: number) => string>> = {
  '{promotion}': (id) => escaped(id),
  '{date}': () => '\\d{4}-\\d{2}-\\d{2}',
  '{points}': (_, points) => String(Math.abs(points)),
  '{text}': () => '.*',
};

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
