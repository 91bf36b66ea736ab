import { existsSync, writeFileSync } from 'node:fs';
import { checkedConfig } from '../../build/checked-config.ts';
import { readOwnConfig } from '../../local/shops.ts';
import { startAsking } from '../ask.ts';
import { Failure } from '../failure.ts';
import { complain, print, shown } from '../terminal.ts';
import { askStores, askYes } from './ask-stores.ts';
import { firstConfig } from './first-config.ts';

/**
 * Asks for stores, and writes a configuration of them that builds. What is not the template any more is replaced only after a yes.
 * @throws {Failure}
 */
export async function init(file: string, nowMs: number): Promise<void> {
  const asking = startAsking();
  try {
    const isOwn = existsSync(file) && (await readOwnConfig(file)).kind !== 'examples';
    if (isOwn && !(await askYes(asking, `${file} has been written already. Replace it? yes or no`, 'no'))) {
      throw new Failure('Nothing was written.');
    }
    complain('An empty line takes the answer in brackets.');
    const stores = await askStores(asking, new Date(nowMs).toISOString().slice(0, 10));
    writeFileSync(file, firstConfig(stores));
    const written = await checkedConfig(file);
    if ('fault' in written) throw new Failure(`${file} was written, and does not build: ${written.fault}`);
    const [first] = stores;
    print(
      shown`${file} is written. docs/configuration.md explains what else it may say.\nnpm start runs it here; ./ponte send <file> --store ${first?.id ?? ''} sends it an order.`,
    );
  } finally {
    asking.close();
  }
}
