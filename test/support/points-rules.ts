import { decimal } from '../../src/domain/decimal.ts';
import type { PinnedRule, PointsRule } from '../../src/domain/points-rule.ts';

type RuleWords = Partial<Omit<PointsRule, 'pointsPerUnit' | 'minimumOrder'>> & {
  readonly pointsPerUnit?: string;
  readonly minimumOrder?: string;
};

/** One point for each whole unit of money, but for what is said. */
export function ruleOf({ pointsPerUnit = '1', minimumOrder = '0', ...words }: RuleWords = {}): PointsRule {
  return {
    version: 'first',
    fromMs: 0,
    rounding: 'floor',
    maximumPoints: null,
    tax: 'excluded',
    holdDays: 0,
    ...words,
    pointsPerUnit: decimal(pointsPerUnit),
    minimumOrder: decimal(minimumOrder),
  };
}

export function pinnedRuleOf(words: RuleWords = {}, multiplier: string | null = null): PinnedRule {
  const campaign = multiplier === null ? null : { name: 'campaign', multiplier: decimal(multiplier) };
  return { rule: ruleOf(words), campaign, awardFromMs: 0 };
}
