import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseShops } from '../../../cli/local/choose-shops.ts';
import { readStoreApis } from '../../../cli/local/store-apis.ts';
import { secretsOf } from '../../../local/local-secrets.ts';

const KEY = { consumerKey: 'ck_made_up', consumerSecret: 'cs_made_up' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-store-apis-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(text: string): string {
  const file = join(folder, 'shops.json');
  writeFileSync(file, text);
  return file;
}

describe('keys of shops’ APIs', () => {
  test('stand in the secrets of their stores', async () => {
    const storeApis = fileWith(JSON.stringify({ padaria: { accessToken: 'shpat_made_up' }, livraria: KEY }));
    const { shops } = await chooseShops({
      config: resolve('test/support/own-shop.config.ts'),
      storeApis,
      demo: false,
      withoutDemo: true,
    });
    const { config, stores, storeApis: keys = {} } = shops?.(folder) ?? expect.unreachable();
    const secrets = secretsOf(stores, config.stores, keys, undefined);
    expect(JSON.parse(secrets['ponte/local/padaria'] ?? '')).toMatchObject({
      storeApi: { accessToken: 'shpat_made_up' },
    });
    expect(JSON.parse(secrets['ponte/local/livraria'] ?? '')).toMatchObject({ storeApi: KEY });
  });

  test.each([
    ['no JSON', 'ck_made_up', /is no JSON object/],
    ['a list', '[]', /is no JSON object/],
    ['another store', JSON.stringify({ padariaa: KEY }), /names "padariaa", which is no store: padaria/],
    ['half a key', '{"padaria":{"consumerKey":"ck_made_up"}}', /"padaria": storeApi.consumerSecret: Invalid input/],
    ['no key', '{"padaria":"ck_made_up"}', /"padaria": storeApi: Invalid input/],
  ])('in a file that holds %s are refused, and not quoted', (_name, text, because) => {
    const read = () => readStoreApis(fileWith(text), ['padaria']);
    expect(read).toThrow(because);
    expect(read).not.toThrow('made_up');
  });

  test('in a file that is not there are missed', () => {
    expect(() => readStoreApis(join(folder, 'none.json'), ['padaria'])).toThrow(/There is no file .*consumerKey/s);
  });

  test('are of no use to the demo', async () => {
    const choice = chooseShops({ demo: true, storeApis: fileWith('{}'), withoutDemo: false });
    await expect(choice).rejects.toThrow(/--store-apis is for shops of yours, and there are none/);
  });
});
