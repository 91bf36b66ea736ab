import { type Json, list, text } from './json.ts';
import { add, type Rational, sum, ZERO } from './rational.ts';
import type { ShopifyFacts } from './shopify-facts.ts';
import { type OrderLine, type OrderMoney, type Worth, worthOf, worthOfUnits } from './shopify-order.ts';
import { idOf, type Refund, type RefundLine } from './shopify-refund-body.ts';
import { didHappen } from './shopify-refunds.ts';

/** What one refund lists. */
export interface Listed {
  readonly refund: Refund;
  /** *L*: "units in a refund's lines, whether or not money moved" */
  readonly goods: Worth;
  readonly tips: Rational;
  /** Of the goods, those of lines that the newest fully paid body does not have. */
  readonly foreign: Rational;
  /** Its lines that bear units, each good for a minor unit of rounding. */
  readonly lines: number;
}

const NOTHING: Worth = { worth: ZERO, eligible: ZERO };

/** What left the order: by the refunds that list it, and without one. */
export function unitsGone(facts: ShopifyFacts, order: OrderMoney, latest: Json): { listed: Listed[]; unlisted: Worth } {
  const known = new Map(order.lines.map((line) => [line.id, { line, listed: 0 }]));

  /** "valued by the **order's own lines** …, never more units than a line has"; "a refund's own amounts serve only where the order's body does not have the line" */
  function worthListed({ lineId, units, subtotal, tax, tip }: RefundLine): Worth & { tip: boolean; foreign: boolean } {
    const of = known.get(lineId);
    // What was never paid in full earned nothing, so that its removal takes nothing from what did.
    if (of === undefined) return { ...worthOf(subtotal.shop, tax.shop, false, order), tip, foreign: !tip };
    const counted = Math.min(units, of.line.units - of.listed);
    of.listed += counted;
    return { ...worthOfUnits(of.line, counted), tip: of.line.tip, foreign: false };
  }

  const refunds = [...facts.refunds].sort(([a], [b]) => compareIds(a, b)).map(([, refund]) => refund);
  const listed = refunds
    .filter((refund) => didHappen(facts, refund))
    .map((refund) => {
      const lines = [...refund.lines.values()];
      const worths = lines.map(worthListed);
      return {
        refund,
        goods: total(worths.filter(({ tip }) => !tip)),
        foreign: sum(worths.filter(({ foreign }) => foreign).map(({ worth }) => worth)),
        tips: sum(worths.filter(({ tip }) => tip).map(({ worth }) => worth)),
        lines: lines.filter(({ units }) => units > 0).length,
      };
    });
  const unlisted = [...known.values()].filter(({ line }) => !line.tip).map((of) => worthUnlisted(of, latest));
  return { listed, unlisted: total(unlisted) };
}

/** *U*: "of each line max(0, `quantity − current_quantity` − units listed by all known refunds), `current_quantity` from the newest body of any status, where the field is there" */
function worthUnlisted({ line, listed }: { line: OrderLine; listed: number }, latest: Json): Worth {
  const shown = list(latest, 'line_items').find((item) => idOf(item) === line.id);
  const left = text(shown, 'current_quantity');
  return left === null ? NOTHING : worthOfUnits(line, Math.max(0, line.units - Number(left) - listed));
}

const total = (worths: readonly Worth[]): Worth =>
  worths.reduce((a, b) => ({ worth: add(a.worth, b.worth), eligible: add(a.eligible, b.eligible) }), NOTHING);

/** Ids are digits, however many. */
const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
