import type { Connection } from '../../cli/connection.ts';
import type { RunningPlatform } from '../../cli/local/running-platform.ts';
import type { Clock } from '../api.ts';
import type { DeliverySource } from './deliveries/delivery-source.ts';
import type { ordersOfCustomer } from './deliveries/orders-of-customer.ts';
import type { NumberSource } from './numbers/number-source.ts';

/** What the views are made of. */
export interface Context {
  /** Its `now` follows the platform's clock when that is moved. */
  readonly connection: Connection;
  /** Where the local platform is asked; null for a stage. */
  readonly local: RunningPlatform['endpoints'] | null;
  /** Why nothing can be changed; null where it can. */
  readonly readOnlyBecause: string | null;
  readonly deliveries: DeliverySource;
  readonly ordersOfCustomer: ReturnType<typeof ordersOfCustomer>;
  readonly numbers: NumberSource;
  /** Asks the platform anew. */
  readonly readClock: () => Promise<Clock>;
  /** The points API that is called is the sandbox. */
  readonly hasSandbox: () => Promise<boolean>;
  readonly version: string;
}
