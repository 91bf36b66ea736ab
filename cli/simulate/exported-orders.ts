import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readOrderText } from '../../src/aws/dynamodb/order-text.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { Failure } from '../failure.ts';
import { complain, shown } from '../terminal.ts';

/** The orders of a file that `ponte export --format orders` wrote. A line that is none is named, and makes the exit code 1. */
export async function* exportedOrders(file: string): AsyncGenerator<OrderRecord> {
  if (!existsSync(file)) {
    throw new Failure(`There is no file ${file}; ./ponte export --format orders > ${file} writes one.`);
  }
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    number += 1;
    const order = readOrderText(text);
    if (order !== null) yield order;
    else {
      complain(
        shown`${file}, line ${number}: this Ponte reads no order there; ./ponte export --format orders writes them`,
      );
      process.exitCode = 1;
    }
  }
}
