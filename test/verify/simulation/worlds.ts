import { orders } from './orders.ts';
import { promotions } from './promotions.ts';

export const WORLDS = { orders, promotions } as const;
export type WorldName = keyof typeof WORLDS;
