import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformOptions } from '../../../local/platform.ts';
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
  options: Partial<PlatformOptions> = {},
): Promise<ConsoleOnPlatform> {
  const state = await mkdtemp(join(tmpdir(), 'ponte-console-'));
  const platform = await startTestPlatform({ ...options, state });
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
