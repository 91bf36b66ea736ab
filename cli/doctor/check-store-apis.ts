import type { Store } from '../../src/domain/store.ts';
import { storeApis } from '../../src/lambda/store-apis.ts';
import { type Found, fine, unknown, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

const DAY_MS = 86_400_000;
/** Enough to tell whether it answers. */
const FEW = 1;

/** Whether the shops' own APIs give orders, by which is found what webhooks lose. Reads an order at most, and changes nothing. */
export async function checkStoreApis(subject: Subject): Promise<readonly Found[]> {
  const { stores } = await subject.connection.config();
  return (await Promise.all(stores.map((store) => ofStore(subject, store)))).flat();
}

async function ofStore({ connection, deadline }: Subject, store: Store): Promise<readonly Found[]> {
  const { place } = connection;
  const what = `store "${store.id}"`;
  const secret = await connection.secrets.read(store.id, deadline.signal);
  if (secret.kind !== 'read') {
    return [
      unknown(`${what}: its API was not tried`, 'its secret cannot be read here', 'See what is said of secrets.'),
    ];
  }
  const { storeApi } = secret.secrets;
  if (storeApi === undefined) {
    // A shop on this machine is played, and has none.
    if (place.kind === 'local') return [];
    const next = `Make a key in the shop, and: npm run secret -- ${store.id} --stage ${place.stage} --change store-api. docs/deploying.md has how.`;
    return [warning(`${what} has no key of the shop's API`, 'what its webhooks lose is found by nobody', next)];
  }
  const start = { sinceMs: connection.now() - DAY_MS };
  const page = await storeApis(Date.now)[store.platform].changedOrders(
    store as never,
    storeApi,
    { start, size: FEW },
    deadline.signal,
  );
  if (page.kind === 'page') return [fine(`${what}: the shop's API gives its orders`)];
  const next = 'docs/operating.md says under StoreNotReconciled what to do about each.';
  return [wrong(`${what}: ${page.because}`, 'what its webhooks lose is not found', next)];
}
