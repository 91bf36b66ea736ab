import * as z from 'zod';
import { type Resource, withProperties } from '../company/settings.ts';

const schema = z.looseObject({
  Budget: z.looseObject({ BudgetLimit: z.looseObject({ Amount: z.number() }) }),
});

/** A package's budget with its amount as a parameter, 0 for none; null where the package has none. */
export function adjustableBudget(one: Resource | undefined) {
  if (one === undefined) return null;
  const { Budget } = schema.parse(one.Properties);
  const { BudgetLimit } = Budget;
  const changed = { ...Budget, BudgetLimit: { ...BudgetLimit, Amount: { Ref: 'MonthlyBudgetUsd' } } };
  return {
    parameters: {
      MonthlyBudgetUsd: {
        Type: 'Number',
        Default: BudgetLimit.Amount,
        MinValue: 0,
        Description: 'US dollars a month, of the whole account, past which NoticeAddress is told; 0 for no budget',
      },
    },
    conditions: { HasBudget: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'MonthlyBudgetUsd' }, 0] }] } },
    resource: { ...withProperties(one, { Budget: changed }), Condition: 'HasBudget' },
  };
}
