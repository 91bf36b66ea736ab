import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { PonteConfig } from '../src/config/define-config.ts';
import { localStore } from './local-store.ts';

const fileIn = (state: string) => join(state, 'endpoints.json');
const configIn = (state: string) => join(state, 'config.json');

/** The emulators let everybody in, but the SDK signs with something. */
export const LOCAL_CLIENT = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
} as const;

const endpoints = z.object({
  /** The process that runs the platform. */
  pid: z.int().positive(),
  /** Where webhooks go. */
  url: z.url(),
  /** Where commands ask it things. */
  control: z.url(),
  /** Its stores, and what they sign with. */
  stores: z.array(localStore),
  dynamoDb: z.url(),
  tableName: z.string(),
  queueUrl: z.url(),
  promotionQueueUrl: z.url(),
  s3: z.url(),
  audienceBucket: z.string(),
  secretsManager: z.url(),
  secretPrefix: z.string(),
  bonifiqBaseUrl: z.url(),
});

/** Where the services of a platform that runs are. */
export type Endpoints = z.infer<typeof endpoints>;

/** Tells other commands of this machine, for as long as the platform runs; returns what ends it. */
export function tellEndpoints(state: string, told: Endpoints, config: PonteConfig): () => void {
  // As functions get it.
  writeFileSync(configIn(state), JSON.stringify(config));
  writeFileSync(fileIn(state), JSON.stringify(told), { mode: 0o600 });
  return () => rmSync(fileIn(state), { force: true });
}

/** Null when no platform runs on this state. One that was killed has left its own here: `findPlatform` tells them apart. */
export function readEndpoints(state: string): Endpoints | null {
  try {
    return endpoints.parse(JSON.parse(readFileSync(fileIn(state), 'utf8')));
  } catch {
    return null;
  }
}

/** The checked configuration that the platform on this state runs with. */
export function readRunningConfig(state: string): PonteConfig {
  return JSON.parse(readFileSync(configIn(state), 'utf8')) as PonteConfig;
}
