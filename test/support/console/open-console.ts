import { createInterface } from 'node:readline';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startCommand } from '../local-cli.ts';
import { launchChromium } from './chromium.ts';

/** The console of a local platform, in a browser. */
export interface OpenConsole {
  /** A page of a person of its own: what one keeps, another does not see. What the page throws or may not load is in `complaints`. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>;
  readonly url: string;
  /** For scripts. */
  readonly token: string;
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts `ponte console` onto the platform of a state, as a person does, and a browser. */
export async function openConsole(state: string, env: Readonly<Record<string, string>> = {}): Promise<OpenConsole> {
  const { child, stdout, ended } = startCommand('ponte', ['console', '--no-open'], { PONTE_STATE: state, ...env });
  let browser: Browser | null = null;
  const complaints: string[] = [];
  try {
    const [address, started] = await Promise.all([addressIn(stdout), launchChromium()]);
    browser = started;
    return {
      url: new URL(address).origin,
      token: new URL(address).searchParams.get('token') ?? '',
      complaints,
      async open(path, options = {}) {
        const context = await started.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
        context.setDefaultTimeout(15_000);
        const page = await context.newPage();
        page.on('pageerror', ({ message }) => complaints.push(message));
        page.on('console', (said) => {
          // Where, the response tells.
          if (said.type() === 'error' && !said.text().startsWith('Failed to load')) complaints.push(said.text());
        });
        page.on('response', (response) => {
          const { pathname } = new URL(response.url());
          if (response.status() >= 400) complaints.push(`${response.status()} ${decodeURIComponent(pathname)}`);
        });
        const url = new URL(address);
        await page.goto(`${url.origin}${path}${path.includes('?') ? '&' : '?'}${url.searchParams}`);
        return page;
      },
      async close() {
        await started.close();
        child.kill('SIGINT');
        await ended;
      },
    };
  } catch (error) {
    await browser?.close();
    child.kill('SIGINT');
    throw error;
  }
}

async function addressIn(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stdout })) {
    const [address] = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(line) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error('the console ended without an address');
}
