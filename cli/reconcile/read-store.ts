import { createDynamoDbLedger } from '../../src/aws/dynamodb/ledger.ts';
import type { Store } from '../../src/domain/store.ts';
import { digestOf } from '../../src/lambda/digest-of.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { type StoreSecrets, whyUnread } from '../../src/ports/secrets-reader.ts';
import type { StoreApiCredentials } from '../../src/ports/store-api.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { configuredStore } from '../configured-store.ts';
import type { Connection } from '../connection.ts';
import { Failure, located } from '../failure.ts';

/** A store that can be asked for its orders. */
export interface ReadableStore {
  readonly store: Store;
  readonly secrets: StoreSecrets;
  readonly credentials: StoreApiCredentials;
  /** With what is new, the ledger's index of customers is written, too. */
  readonly ledger: Ledger;
}

/** @throws {Failure} where the store, or a key of its API, is not there */
export async function readStore(connection: Connection, id: string, { signal }: Deadline): Promise<ReadableStore> {
  const store = configuredStore((await connection.config()).stores, id);
  const secret = await connection.secrets.read(id, signal);
  if (secret.kind !== 'read') throw new Failure(`The secret of "${id}" cannot be used: ${whyUnread(secret)}.`);
  const { secrets } = secret;
  return { store, secrets, credentials: keyIn(secrets, id), ledger: ledgerWith(connection, store, secrets) };
}

function keyIn({ storeApi }: StoreSecrets, id: string): StoreApiCredentials {
  if (storeApi !== undefined) return storeApi;
  const next = `Make a key in the shop, and: npm run secret -- ${id} --stage <stage> --change store-api`;
  throw new Failure(`The secret of "${id}" holds no key of the shop's API.\n${next}`);
}

function ledgerWith({ services, place }: Connection, store: Store, secrets: StoreSecrets): Ledger {
  const { dynamoDb: client, tableName, region } = services;
  const known = (id: string) => (id === store.id ? secrets : null);
  const ledger = createDynamoDbLedger({ client, tableName, digestOf: digestOf({ known }) });
  return located(ledger, { what: `The table ${tableName} in ${region}`, of: place });
}
