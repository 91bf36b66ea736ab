import type { About, AboutStore } from '../../api.ts';
import type { Context } from '../context.ts';
import { browsersLanguage, get } from '../route.ts';

export const aboutRoutes = [
  get('/api/about', async ({ connection, local, readOnlyBecause, readClock, hasSandbox, version }, { headers }) => {
    const { stores, promotions } = await connection.config();
    const about: About = {
      place: connection.place,
      region: connection.services.region,
      readOnlyBecause,
      canTry: local !== null,
      hasSandbox: await hasSandbox(),
      stores: stores.map(storeOf),
      accounts: [...new Set(stores.map(({ account }) => account))],
      promotions: promotions.map(({ id }) => id),
      clock: await readClock(),
      language: browsersLanguage(headers['accept-language']),
      version,
    };
    return about;
  }),
  get('/api/clock', ({ readClock }) => readClock()),
];

type Config = Awaited<ReturnType<Context['connection']['config']>>;

function storeOf({ id, platform, account, currency, timeZone, customer }: Config['stores'][number]): AboutStore {
  return { id, platform, account, currency, timeZone, customerBy: customer.by };
}
