import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPlatform, type TestPlatform } from '../test-platform.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

export interface ConsoleOnPlatform {
  readonly platform: TestPlatform;
  readonly opened: OpenConsole;
  close(): Promise<void>;
}

/**
 * A local platform that keeps its state, and its console in a browser.
 * @param before what the platform is sent before the console is opened
 */
export async function openConsoleOnPlatform(
  before: (platform: TestPlatform) => Promise<void> = async () => undefined,
): Promise<ConsoleOnPlatform> {
  const state = await mkdtemp(join(tmpdir(), 'ponte-console-'));
  const platform = await startTestPlatform({ state });
  await before(platform);
  const opened = await openConsole(state);
  return {
    platform,
    opened,
    async close() {
      await opened.close();
      await platform.stop();
      await rm(state, { recursive: true });
    },
  };
}
