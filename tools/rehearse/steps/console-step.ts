import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { expectThat } from '../deviation.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';

const startSchema = z.object({ url: z.string(), token: z.string() });

export const consoles: Step = {
  name: 'console',
  shows: 'the console of the deployed stage answers each of its pages, and changes nothing without --write',
  async run(rehearsal) {
    const { note } = rehearsal;
    const open = await startConsole(rehearsal);
    try {
      const parts = ['about', 'deliveries', 'orders/my-shopify/5001', 'pending', 'parked', 'accounts', 'promotions'];
      for (const part of parts) {
        const answer = await open.ask(`/api/${part}`);
        const text = await answer.text();
        expectThat(answer.status === 200, `/api/${part} is answered ${answer.status} ${text}`);
        if (part.startsWith('orders/')) expectThat(text.includes('5001'), `the order is shown as ${text}`);
      }
      const page = await open.ask('/');
      expectThat((await page.text()).includes('<html'), `the page is answered ${page.status}`);
      const refused = await open.ask('/api/parked/redrive', 'POST');
      expectThat(refused.status === 403, `a change is answered ${refused.status}`);
      note(`The console answers ${parts.length} parts of its page as JSON, and refuses to change anything.`);
    } finally {
      await open.close();
    }
  },
};

/** `./ponte console` serves until somebody ends it. */
async function startConsole({ project, environment, sandboxes, typing }: Rehearsal) {
  const command = './ponte console --stage prod --json --no-open';
  typing(command);
  const child = spawn('sh', ['-c', `exec ${command}`], {
    cwd: project,
    env: { ...environment, BONIFIQ_BASE_URL: sandboxes.prod.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complained = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complained += chunk;
  });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const [line] = await Promise.race([
    new Promise<string[]>((resolve) => createInterface(child.stdout).once('line', (text) => resolve([text]))),
    closed.then(() => []),
  ]);
  if (line === undefined) throw new Error(`${command} has ended: ${complained}`);
  const { url, token } = startSchema.parse(JSON.parse(line));
  return {
    ask: (path: string, method = 'GET') =>
      fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${token}`, ...(method === 'POST' && { 'content-type': 'application/json' }) },
        ...(method === 'POST' && { body: '{}' }),
        signal: AbortSignal.timeout(WITHIN_MS),
      }),
    async close() {
      child.kill('SIGINT');
      await closed;
    },
  };
}

const WITHIN_MS = 120_000;
