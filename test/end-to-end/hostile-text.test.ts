import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import { parkedKeys } from '../../src/aws/dynamodb/item-keys.ts';
import { controlsIn, hostileArgument, hostileText } from '../support/hostile-text.ts';
import { type Ended, runCommand } from '../support/local-cli.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

/** Commands start one after the other, on a busy machine, too. */
const WITHIN_MS = 120_000;

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-hostile-'));
  platform = await startTestPlatform({ state });
}, WITHIN_MS);
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

/** Nothing for a terminal to carry out, and no line that is not the command's own. */
function expectHarmless(written: string): void {
  expect(controlsIn(written)).toEqual([]);
  expect(written.split('\n').filter((line) => line.startsWith('FORGED'))).toEqual([]);
}

const run = (command: string, ...args: string[]): Promise<Ended> => runCommand(command, args, { PONTE_STATE: state });

describe('what a command is called with', () => {
  test.each([
    ['a command', 'ponte', [hostileArgument]],
    ['an option', 'ponte', ['parked', `--${hostileArgument}`]],
    ['an id', 'ponte', ['redrive', hostileArgument]],
    ['a promotion', 'ponte', ['promotions', 'run', hostileArgument]],
    ['a time', 'ponte', ['promotions', 'run', 'vip', '--at', hostileArgument]],
    ['a fixture', 'ponte', ['send', hostileArgument]],
    ['a number', 'ponte', ['send', '--replay', hostileArgument]],
    ['a duration', 'ponte', ['clock', hostileArgument]],
    ['a URL', 'ponte', ['send', 'orders-paid', '--url', hostileArgument]],
    ['a store', 'deploy/secret', [hostileArgument, '--stage', 'dev']],
    ['a frame', 'build/where', [`${hostileArgument}.cjs:1:1`]],
  ] as const)(
    '%s of %s',
    async (_, command, args) => {
      const { exitCode, out, err } = await run(command, ...args);
      expect(exitCode).not.toBe(0);
      expectHarmless(out + err);
    },
    WITHIN_MS,
  );

  test(
    'a setting of the local platform',
    async () => {
      const { exitCode, err } = await runCommand('ponte', ['start', '--demo'], {
        PONTE_STATE: 'memory',
        PORT: hostileArgument,
      });
      expect(exitCode).toBe(2);
      expectHarmless(err);
    },
    WITHIN_MS,
  );
});

test(
  'what is stored, and who reads JSON of it reads what is stored',
  async () => {
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ ...LOCAL_CLIENT, endpoint: platform.services.dynamoDb }),
    );
    const put = (item: object) =>
      client.send(new PutCommand({ TableName: platform.services.tableName, Item: { ...item } }));
    const unreadable = `ORDER#demo-shopify#${hostileArgument}`;
    await put({ pk: unreadable, ...parkedKeys('order', 1) });
    const delivery = { store: hostileArgument, topic: hostileArgument, receivedAtMs: 2, because: hostileArgument };
    await put({ pk: `PARKED#${hostileArgument}#0123456789abcdef`, ...parkedKeys('delivery', 2), ...delivery });

    const listed = await run('ponte', 'parked');
    expect(listed).toMatchObject({ exitCode: 0, err: '' });
    expect(listed.out).toContain('2 parked.');
    expectHarmless(listed.out);
    const json = await run('ponte', 'parked', '--json');
    expectHarmless(json.out);
    const [order, body, ...others] = json.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(others).toEqual([]);
    expect(order.id).toBe(unreadable);
    expect(body.why).toBe(hostileArgument);

    // As the list shows it.
    const [id = ''] = listed.out.split('  since ');
    const dismissed = await run('ponte', 'dismiss', id, '--dry-run');
    expect(dismissed.err).toBe('');
    expect(dismissed.out).toContain('stays parked');
    expectHarmless(dismissed.out);
    client.destroy();
  },
  WITHIN_MS,
);

test(
  'what a server answers, and what a file is called',
  async () => {
    const entry = { changeKey: hostileArgument, points: 1, outcome: hostileArgument };
    const outcome = {
      severity: 'warning',
      outcome: hostileArgument,
      reason: hostileArgument,
      order: hostileArgument,
      entries: [entry],
    };
    const answers = [JSON.stringify({ ...outcome, message: hostileArgument }), `<html>${hostileArgument}`];
    const server = createServer((request, response) => {
      request.resume();
      response.end(answers[request.url?.includes('woocommerce') ? 1 : 0]);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    const file = join(state, `${hostileArgument.replaceAll('/', '')}.json`.slice(0, 120));
    await writeFile(file, '{"id":88,"order_id":5,"financial_status":"paid"}');
    const told = [
      await run('ponte', 'send', 'orders-paid', '--url', url),
      await run('ponte', 'send', 'orders-paid', '--json', '--url', url),
      await run('ponte', 'send', '007', '--url', url),
      await run('ponte', 'send', file, '--store', 'demo-shopify', '--topic', 'orders/paid', '--url', url),
    ];
    server.close();
    expect(told.map(({ exitCode }) => exitCode)).toEqual([0, 0, 1, 0]);
    for (const { out, err } of told) expectHarmless(out + err);
  },
  WITHIN_MS,
);

test(
  'what a delivery holds, signed or not: neither its answer nor any line of the log',
  async () => {
    const topic = fc.constantFrom('orders/paid', 'orders/updated', 'refunds/create');
    await fc.assert(
      fc.asyncProperty(hostileText, topic, async (text, shopifyTopic) => {
        const fields = { id: text, order_id: text, name: text, email: text, currency: text, financial_status: text };
        const body = JSON.stringify({ ...fields, updated_at: text, customer: { id: text, email: text }, status: text });
        const sent = [
          signedBody('shopify', body, shopifyTopic),
          signedBody('woocommerce', body),
          signedBody('shopify', text),
        ];
        for (const delivery of [...sent, { ...signedBody('shopify', body), store: text.toWellFormed() }]) {
          expectHarmless((await platform.send(delivery)).text);
        }
      }),
      { numRuns: 25 },
    );
    expect(platform.lines.length).toBeGreaterThan(50);
    for (const line of platform.lines) expectHarmless(line);
  },
  WITHIN_MS,
);
