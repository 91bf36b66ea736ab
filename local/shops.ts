import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { checkedConfig } from '../build/checked-config.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import { siteHost } from '../src/domain/site-host.ts';
import type { Store } from '../src/domain/store.ts';
import type { StoreApiCredentials } from '../src/ports/store-api.ts';
import { parseJson } from '../src/shared/parse-json.ts';
import demo from './demo.config.ts';
import { demoStores } from './demo-stores.ts';
import type { LocalStore } from './local-store.ts';

/** Keys of shops' APIs, by the ids of their stores. */
export type StoreApiKeys = Readonly<Record<string, StoreApiCredentials>>;

/** The configuration that a local platform runs with, and what its stores sign with. */
export interface LocalShops {
  readonly config: PonteConfig;
  readonly stores: readonly LocalStore[];
  readonly storeApis?: StoreApiKeys;
}

export const demoShops: LocalShops = { config: demo, stores: demoStores };

/** A configuration file, with shops of somebody's own or with example shops only, or what is wrong with it. */
export type OwnConfig =
  | { readonly kind: 'own' | 'examples'; readonly config: PonteConfig }
  | { readonly kind: 'fault'; readonly fault: string };

/** The hosts of the template's `ponte.config.ts`, and those that stand for nobody's. @see https://www.rfc-editor.org/rfc/rfc2606 */
const EXAMPLE_HOST = /^my-shop\.myshopify\.com$|(?:^|\.)example(?:\.(?:com|net|org))?$/;

/** Reads a configuration file. `examples` where all of its shops are the template's or nobody's. */
export async function readOwnConfig(file: string): Promise<OwnConfig> {
  const loaded = await checkedConfig(file);
  if ('fault' in loaded) return { kind: 'fault', fault: loaded.fault };
  const hosts = loaded.config.stores.flatMap(hostsOf);
  return { kind: hosts.every((host) => EXAMPLE_HOST.test(host)) ? 'examples' : 'own', config: loaded.config };
}

function hostsOf(store: Store): readonly string[] {
  return store.platform === 'shopify' ? store.shopDomains : store.siteUrls.flatMap((url) => siteHost(url) ?? []);
}

/** These stores, with secrets of their own that a directory keeps, and the demo's beside them where no id is taken. */
export function ownShops(
  own: PonteConfig,
  directory: string,
  { withDemo, storeApis }: { readonly withDemo: boolean; readonly storeApis: StoreApiKeys },
): LocalShops {
  const secrets = keptSecrets(join(directory, 'local-secrets.json'), own.stores);
  const stores = own.stores.map(({ id, platform }) => ({ id, platform, webhookSecret: secrets[id] ?? '' }));
  if (!withDemo) return { config: own, stores, storeApis };
  const ids = new Set(own.stores.map(({ id }) => id));
  const isFree = ({ id }: { readonly id: string }) => !ids.has(id);
  const promotions = demo.promotions.filter(
    ({ id, store }) => !ids.has(store) && !own.promotions.some((promotion) => promotion.id === id),
  );
  return {
    config: {
      ...own,
      stores: [...own.stores, ...demo.stores.filter(isFree)],
      promotions: [...own.promotions, ...promotions],
    },
    stores: [...stores, ...demoStores.filter(isFree)],
    storeApis,
  };
}

const secretsFile = z.record(z.string(), z.string());

/** Local secrets are made up once, so that whoever signs with one goes on after a restart. */
function keptSecrets(file: string, stores: readonly Store[]): Readonly<Record<string, string>> {
  const known = secretsFile.safeParse(parseJson(textOf(file))).data ?? {};
  const secrets = Object.fromEntries(
    stores.map(({ id }) => [id, known[id] ?? `local-${randomBytes(16).toString('hex')}`]),
  );
  writeFileSync(file, JSON.stringify({ ...known, ...secrets }), { mode: 0o600 });
  return secrets;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
