import * as z from 'zod/mini';
import type { PinnedRule } from '../../domain/points-rule.ts';
import { inOrder } from './in-order.ts';
import { decimal } from './stored-fields.ts';

const rule = {
  version: z.string(),
  fromMs: z.number(),
  pointsPerUnit: decimal,
  rounding: z.enum(['floor', 'half-up', 'ceil']),
  minimumOrder: decimal,
  maximumPoints: z.nullable(z.number()),
  tax: z.enum(['excluded', 'included']),
  holdDays: z.number(),
};
const campaign = { name: z.string(), multiplier: decimal };

/** As version 2 of the items wrote it. */
export const storedPinned2 = z.lazy(() =>
  z.strictObject({
    rule: z.strictObject(rule),
    campaign: z.nullable(z.strictObject(campaign)),
    awardFromMs: z.number(),
  }),
) satisfies z.ZodMiniType<PinnedRule>;

export const storedPinned: z.ZodMiniType<PinnedRule> = inOrder({
  rule: inOrder(rule),
  awardFromMs: z.number(),
  campaign: z.nullable(inOrder(campaign)),
});
