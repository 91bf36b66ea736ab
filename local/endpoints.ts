import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

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

const fileIn = (state: string) => join(state, 'endpoints.json');

/** Tells other commands of this machine, for as long as the platform runs; returns what ends it. */
export function tellEndpoints(state: string, told: Endpoints): () => void {
  writeFileSync(fileIn(state), JSON.stringify(told));
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
