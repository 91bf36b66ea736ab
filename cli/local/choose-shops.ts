import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { tellWarnings } from '../../build/tell-warnings.ts';
import { demoAccounts } from '../../local/demo-stores.ts';
import { type LocalShops, ownShops, readOwnConfig } from '../../local/shops.ts';
import { Failure } from '../failure.ts';
import { projectPath } from '../project.ts';
import { readStoreApis } from './store-apis.ts';

/** Which stores a local platform is to run. */
export interface ChosenShops {
  /** Null for the demo's alone. */
  readonly shops: ((directory: string) => LocalShops) | null;
  /** The ids of somebody's own stores. */
  readonly own: readonly string[];
  /** Of BonifiQ's; somebody's own before the demo's. */
  readonly accounts: readonly string[];
  readonly hasDemo: boolean;
  /** In words, for whoever starts it. */
  readonly told: string;
}

export interface ShopOptions {
  /** A configuration file, in place of `ponte.config.ts`. */
  readonly config?: string;
  /** A file with keys of shops' APIs. */
  readonly storeApis?: string;
  /** The demo's stores alone. */
  readonly demo: boolean;
  /** The demo's stores have no business with a real points API. */
  readonly withoutDemo: boolean;
}

/**
 * The stores of the named file, or of `ponte.config.ts` once it names a shop of somebody's own; the demo's beside them.
 * @throws {Failure} with what is wrong with a file
 */
export async function chooseShops({ config, storeApis, demo, withoutDemo }: ShopOptions): Promise<ChosenShops> {
  const file = config === undefined ? projectPath('ponte.config.ts') : resolve(config);
  const demoAlone = (told: string) => theDemo(told, storeApis);
  if (demo) return demoAlone("the demo's alone, as --demo says");
  if (config === undefined && !existsSync(file)) return demoAlone("the demo's; there is no ponte.config.ts");
  const read = await readOwnConfig(file);
  if (read.kind === 'fault') throw new Failure(`${read.fault}\n--demo runs the demo's stores alone.`);
  if (read.kind === 'examples' && config === undefined) {
    return demoAlone(
      "the demo's; ponte.config.ts names only example shops (my-shop.myshopify.com, *.example.com): name one of yours there, or say --config",
    );
  }
  tellWarnings(read.config, Date.now());
  const own = read.config.stores.map(({ id }) => id);
  const keys = storeApis === undefined ? {} : readStoreApis(storeApis, own);
  const beside = withoutDemo ? '' : "; the demo's beside them";
  return {
    shops: (directory) => ownShops(read.config, directory, { withDemo: !withoutDemo, storeApis: keys }),
    own,
    accounts: read.config.stores.map(({ account }) => account),
    hasDemo: !withoutDemo,
    told: `${own.join(', ')} of ${basename(file)}${beside}`,
  };
}

function theDemo(told: string, storeApis: string | undefined): ChosenShops {
  if (storeApis !== undefined)
    throw new Failure(`--store-apis is for shops of yours, and there are none: it would run ${told}`);
  return { shops: null, own: [], accounts: demoAccounts, hasDemo: true, told };
}
