import type { Route } from './route.ts';
import { aboutRoutes } from './views/about.ts';
import { customerRoutes } from './views/customers.ts';
import { deliveryRoutes } from './views/deliveries.ts';
import { numberRoutes } from './views/numbers.ts';
import { orderRoutes } from './views/orders.ts';
import { promotionRoutes } from './views/promotions.ts';
import { tryRoutes } from './views/try.ts';
import { workRoutes } from './views/work.ts';

/** All JSON of the console. */
export const routes: readonly Route[] = [
  ...aboutRoutes,
  ...deliveryRoutes,
  ...orderRoutes,
  ...customerRoutes,
  ...workRoutes,
  ...promotionRoutes,
  ...numberRoutes,
  ...tryRoutes,
];
