import * as z from 'zod/mini';
import { type Decimal, parseAmount } from '../../domain/decimal.ts';
import { parseOrderId, type TwoCurrencies } from '../../domain/order-facts.ts';
import { textField } from '../text-field.ts';

export const amount = textField(parseAmount);

/** A number of units. */
export const units = z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number));

export const orderId = textField(parseOrderId);

/** A time with its offset, in milliseconds since 1970. */
export const time = textField(parseTime);

const money = z.object({ amount, currency_code: z.nullish(z.string()) });

/** One amount in the shop's currency and in the one the customer paid in. */
export const moneySet = z.object({ shop_money: money, presentment_money: z.nullish(money) });

type MoneySet = z.infer<typeof moneySet>;

/** An amount in both currencies. Without a presentment amount, the customer paid in the shop's currency. */
export function inBoth(set: MoneySet): TwoCurrencies {
  return { shop: set.shop_money.amount, presentment: (set.presentment_money ?? set.shop_money).amount };
}

/**
 * An amount given as a set, as a plain amount in the shop's currency, or as both. The set counts, because some lists write the
 * plain one as a JSON number, which may have a float's noise.
 */
export function setOrPlain(set: MoneySet | null | undefined, plain: unknown): TwoCurrencies | undefined {
  if (set !== null && set !== undefined) return inBoth(set);
  const shop: Decimal | undefined = typeof plain === 'string' ? parseAmount(plain) : undefined;
  return shop === undefined ? undefined : { shop, presentment: shop };
}

function parseTime(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}
