import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoShops, ownShops, readOwnConfig } from '../../local/shops.ts';
import own from '../support/own-shop.config.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-shops-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a configuration', () => {
  test('of the template’s example shops is nobody’s', async () => {
    expect((await readOwnConfig(resolve('test/support/template/template.config.ts'))).kind).toBe('examples');
  });

  test('with a shop that exists is somebody’s own', async () => {
    expect(await readOwnConfig(resolve('test/support/own-shop.config.ts'))).toMatchObject({ kind: 'own', config: own });
  });

  test('that is not there says so', async () => {
    const read = await readOwnConfig(join(folder, 'none.config.ts'));
    expect(read).toMatchObject({ kind: 'fault', fault: expect.stringContaining('There is no none.config.ts') });
  });
});

describe('shops of one’s own', () => {
  test('come before the demo’s, each with a secret of its own that is kept', () => {
    const shops = ownShops(own, folder, { withDemo: true, storeApis: {} });
    expect(shops.stores.map(({ id }) => id)).toEqual(['padaria', 'livraria', 'demo-shopify', 'demo-woocommerce']);
    expect(shops.config.stores.map(({ id }) => id)).toEqual(shops.stores.map(({ id }) => id));
    expect(shops.config.promotions.map(({ id }) => id)).toEqual(['friends', 'vip']);
    const secrets = shops.stores.map(({ webhookSecret }) => webhookSecret);
    expect(new Set(secrets).size).toBe(4);
    expect(ownShops(own, folder, { withDemo: true, storeApis: {} })).toEqual(shops);
    const file = join(folder, 'local-secrets.json');
    expect(readFileSync(file, 'utf8')).toContain(secrets[0]);
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('run alone where a real tenant is called', () => {
    expect(ownShops(own, folder, { withDemo: false, storeApis: {} }).config).toBe(own);
  });

  test('take the place of a demo store of the same id, and of its promotion', () => {
    const [store] = own.stores;
    if (store === undefined) throw new Error('there is one');
    const taken = { ...own, stores: [{ ...store, id: 'demo-shopify' }], promotions: [] };
    const shops = ownShops(taken, folder, { withDemo: true, storeApis: {} });
    expect(shops.config.stores.map(({ id }) => id)).toEqual(['demo-shopify', 'demo-woocommerce']);
    expect(shops.config.promotions).toEqual([]);
    expect(shops.stores.find(({ id }) => id === 'demo-shopify')).not.toEqual(demoShops.stores[0]);
  });
});
