import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import dynalite from 'dynalite';
import { listen } from '../../sandbox/loopback.ts';

/** A DynamoDB stand-in on this machine. */
export interface LocalDynamoDb {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Where dynalite listens and what it keeps. */
export interface StartDynamoDbOptions {
  /** Any free port by default. */
  readonly port?: number;
  /** Directory that keeps the tables between runs; without it they live in memory. */
  readonly path?: string;
}

/** Starts dynalite in this process, on 127.0.0.1. It knows no transactions, PartiQL or time-to-live, which the ledger does without. */
export async function startDynamoDb({ port = 0, path }: StartDynamoDbOptions = {}): Promise<LocalDynamoDb> {
  if (path !== undefined) await mkdir(path, { recursive: true });
  const atOnce = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const server = dynalite({ ...atOnce, ...(path === undefined ? {} : { path }) });
  return { endpoint: await listen(server, port), close: () => close(server) };
}

/** Rejects, unlike that of other servers, when what is kept could not be closed. */
async function close(server: Server): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.close((error) => (error === undefined || error === null ? resolve() : reject(error)));
  // Clients keep their connections open, and closing waits for them.
  server.closeIdleConnections();
  await promise;
}
