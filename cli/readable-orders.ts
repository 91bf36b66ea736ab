import type { OrderRecord } from '../src/domain/order-record.ts';
import type { OrderScan } from '../src/ports/order-scan.ts';
import { complain } from './terminal.ts';

/** Every order of the ledger. What this Ponte cannot read is named beside the output, and makes the exit code 1. */
export async function* readableOrders(orderScan: OrderScan, signal: AbortSignal): AsyncGenerator<OrderRecord> {
  for await (const one of orderScan.all(signal)) {
    if (one.kind === 'order') yield one.record;
    else {
      complain(`${one.pk}: this Ponte cannot read the item`);
      process.exitCode = 1;
    }
  }
}
