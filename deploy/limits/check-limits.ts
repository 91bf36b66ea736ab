import { type Limit, limits, type Use } from './limits.ts';
import type { Packaged } from './packaged.ts';

/** A limit that a package is near to, or over, in words: what, how much of how much, and what to do. */
export interface LimitFinding {
  readonly isOver: boolean;
  readonly text: string;
}

/** From this part of a limit on it is told. */
const NEAR = 0.8;

/** All limits of AWS that a package is near to or over, each with what uses most of it. */
export function checkLimits(packaged: Packaged): LimitFinding[] {
  return limits.flatMap((limit) => {
    const told = limit.uses(packaged).filter(({ amount }) => amount > (limit.grows ? NEAR : 1) * limit.limit);
    const [most, ...others] = told.toSorted((one, other) => other.amount - one.amount);
    return most === undefined ? [] : [finding(limit, most, others.length)];
  });
}

function finding({ of, unit, limit, advice }: Limit, { by, amount }: Use, others: number): LimitFinding {
  const isOver = amount > limit;
  const much = `${counted(amount)} of ${counted(limit)} ${unit} (${Math.floor((100 * amount) / limit)} %)`;
  const users = by === '' ? '' : `: ${by}${others === 0 ? '' : ` and ${others} more`}`;
  return { isOver, text: `${isOver ? 'Over' : 'Near'} a limit of AWS: ${of}, ${much}${users}. ${advice}.` };
}

function counted(amount: number): string {
  return amount.toLocaleString('en');
}
