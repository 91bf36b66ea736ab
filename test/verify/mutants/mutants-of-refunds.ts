import type { Mutant } from './mutant.ts';

/** Mistakes about what left a Shopify order, of which each was somebody's rule once. */
export const MUTANTS_OF_REFUNDS: readonly Mutant[] = [
  {
    words: 'all lines that were ever on the order earn, less the money that went back',
    file: 'src/domain/goods-back.ts',
    find: 'smaller(larger(gone, larger(books, money)), everBought)',
    put: 'smaller(money, everBought)',
  },
  {
    words: 'lines that went back without money are ignored',
    file: 'src/domain/goods-back.ts',
    find: 'const kept = notNegative(smaller(discrepancy, listed.all.sub(money)));',
    put: 'const kept = money.equals(0) ? listed.all : notNegative(smaller(discrepancy, listed.all.sub(money)));',
  },
  {
    words: 'shipping adjustments count by their size, whatever their sign',
    file: 'src/platforms/shopify/refund.ts',
    find: 'amount: toDecimal(sum(adjustments.map(amountOf)).neg()),',
    put: 'amount: toDecimal(adjustments.reduce((total, one) => total.add(exact(amountOf(one)).abs()), exact(ZERO))),',
  },
  {
    words: "units are worth what the refund says, not what the order's lines say",
    file: 'src/domain/goods-back.ts',
    find: 'worthOfUnits(line, listMore(line, units));',
    put: '{ ...worthOfUnits(line, listMore(line, units)), all: exact(amount) };',
  },
  {
    words: 'discrepancies are forgotten',
    file: 'src/platforms/shopify/refund.ts',
    find: 'return toDecimal(sum(adjustments.map(amountOf)).add(sum(adjustments.map(taxOf))));',
    put: 'return adjustments.length < 0 ? toDecimal(sum(adjustments.map(amountOf))) : ZERO;',
  },
  {
    words: 'what an edit removed without a refund stays on the order',
    file: 'src/domain/goods-back.ts',
    find: 'return left === undefined ? listed : Math.max(listed, units - left);',
    put: 'return listed;',
  },
];
