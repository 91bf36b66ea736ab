import { existsSync, readFileSync } from 'node:fs';
import type { StoreApiKeys } from '../../local/shops.ts';
import { parseSecret } from '../../src/aws/secrets-manager/secret-shape.ts';
import { isObject } from '../../src/platforms/payload-fields.ts';
import { parseJson } from '../../src/shared/parse-json.ts';
import { Failure } from '../failure.ts';

/**
 * Reads keys of shops' APIs, by the ids of their stores, each as the `storeApi` of a secret.
 * @throws {Failure} with what is wrong with the file, without quoting a key
 */
export function readStoreApis(file: string, stores: readonly string[]): StoreApiKeys {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}. ${SHAPE}`);
  const keys = parseJson(readFileSync(file, 'utf8'));
  if (!isObject(keys)) throw new Failure(`${file} is no JSON object. ${SHAPE}`);
  return Object.fromEntries(
    Object.entries(keys).map(([id, storeApi]) => {
      if (!stores.includes(id)) throw new Failure(`${file} names "${id}", which is no store: ${stores.join(', ')}`);
      const secret = parseSecret(JSON.stringify({ webhookSecrets: ['none'], storeApi }));
      const faults = secret.kind === 'parsed' ? secret.storeApiFaults : secret.reasons;
      const key = secret.kind === 'parsed' ? secret.secrets.storeApi : undefined;
      if (key === undefined) throw new Failure(`${file}, "${id}": ${faults.join('; ')}. ${SHAPE}`);
      return [id, key];
    }),
  );
}

const SHAPE = 'Write {"my-shop":{"consumerKey":"ck_…","consumerSecret":"cs_…"}}, with the id of a store.';
