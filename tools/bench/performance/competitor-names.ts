import type { FunctionName } from '../../../local/functions.ts';

/** What Ponte's functions are measured against. */
const references = ['bare', 'floor', 'peer'] as const;
const handlers = [
  'shopify',
  'woocommerce',
  'settle',
  'park',
  'sweep',
  'promotions',
] as const satisfies readonly FunctionName[];
export const competitorNames = [...references, ...handlers] as const;
export type CompetitorName = (typeof competitorNames)[number];
