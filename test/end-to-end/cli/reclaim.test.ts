import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { woocommerceOrder } from '../../../local/demo-orders.ts';
import { runCommand } from '../../support/local-cli.ts';
import { changeEntries } from '../../support/platform-ledger.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

let state: string;
let backup: string;
let running: TestPlatform | null = null;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-recovery-'));
  backup = await mkdtemp(join(tmpdir(), 'ponte-backup-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  for (const folder of [state, backup]) await rm(folder, { recursive: true });
});

async function start(posting: 'on' | 'off' = 'on'): Promise<TestPlatform> {
  running = await startTestPlatform({ state, posting });
  return running;
}

async function stop(): Promise<number> {
  await running?.stop();
  running = null;
  return Date.now();
}

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });

/** An order over as many points, as the shop tells it now, with these refunds. */
async function tell(platform: TestPlatform, id: number, points: number, ...refunds: readonly number[]) {
  const at = new Date().toISOString().slice(0, 19);
  const total = `${points}.00`;
  const body = woocommerceOrder({
    id: String(id),
    email: emailOf(id),
    at,
    paidAt: '2026-05-01T10:00:00',
    price: total,
    coupon: '0.00',
    total,
    refunds: refunds.map((refund, index) => ({ id: id * 10 + index, total: `-${refund}.00` })),
  });
  return await platform.send(signedBody('woocommerce', JSON.stringify(body), 'order.updated'));
}

const emailOf = (id: number) => `customer-${id}@example.com`;
const orderOf = (id: number) => `demo-woocommerce/${id}`;

/**
 * An order is known at the moment that the ledger is restored to. After it: two refunds of that order; a new order with two
 * refunds; a new order that the shop does not tell of again. Then the ledger is as it was at the moment.
 */
async function loseSomeMinutes(): Promise<{ readonly since: string; readonly until: string }> {
  const first = await start();
  await tell(first, 101, 100);
  await stop();
  await cp(join(state, 'dynamodb'), backup, { recursive: true });
  const sinceMs = Date.now();

  const second = await start();
  await tell(second, 101, 100, 30);
  await tell(second, 101, 100, 30, 20);
  await tell(second, 102, 70);
  await tell(second, 102, 70, 10);
  await tell(second, 102, 70, 10, 20);
  await tell(second, 103, 25);
  const balances = await Promise.all([101, 102, 103].map((id) => second.balance(emailOf(id))));
  expect(balances).toEqual([50, 40, 25]);
  const untilMs = await stop();
  await rm(join(state, 'dynamodb'), { recursive: true });
  await cp(backup, join(state, 'dynamodb'), { recursive: true });
  return { since: new Date(sinceMs).toISOString(), until: new Date(untilMs).toISOString() };
}

test('without reclaiming, the next body of an order gives and takes points again', async () => {
  await loseSomeMinutes();
  const platform = await start();
  await tell(platform, 101, 100, 30, 20);
  await tell(platform, 102, 70, 10, 20);
  // 100 - 30 - 20, and 50 once more; 70 - 10 - 20, and 40 once more.
  expect(await platform.balance(emailOf(101))).toBe(0);
  expect(await platform.balance(emailOf(102))).toBe(80);
}, 120_000);

test('a restored ledger learns what BonifiQ has; nothing is given or taken twice, and what is new is', async () => {
  const { since, until } = await loseSomeMinutes();
  const reclaim = (...more: string[]) => ponte('reclaim', '--since', since, '--until', until, ...more);
  const held = await start('off');
  // What the shops have changed since is told again; something new has happened meanwhile, too.
  expect(await tell(held, 101, 100, 30, 20)).toMatchObject({
    status: 202,
    outcome: { outcome: 'deferred', message: expect.stringContaining('posting is switched off') },
  });
  await tell(held, 102, 70, 10, 20, 15);
  await tell(held, 104, 60);
  const before = held.sandbox.core.state().changes;

  const foreseen = await reclaim('--json');
  const lines = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(foreseen.err).toBe('');
  const pointsOf = ({ changes }: { changes: { points: number }[] }) => changes.map(({ points }) => points);
  expect(lines(foreseen.out).map((line) => [line.ids, line.result, pointsOf(line), line.planned])).toEqual([
    [[orderOf(101)], 'found', [-30, -20], 0],
    // No way of the three changes comes to what the order should have, of which 15 are not taken back yet.
    [[orderOf(102)], 'unclear', [], null],
    [[orderOf(102)], 'left', [70, -10, -20], null],
  ]);
  expect(foreseen.exitCode).toBe(1);

  const applied = await reclaim('--apply');
  expect(applied.out).toContain(`${orderOf(101)}  BonifiQ has -30 of `);
  expect(applied.out).toContain(`${orderOf(102)}  unclear: the customer has other changes`);
  expect((await ponte('parked')).out).toContain(`${orderOf(102)}  since`);
  // A person looks into BonifiQ, and says what is the order's.
  const wrong = await reclaim(orderOf(102), '--points=70,-10,-21', '--apply');
  expect(wrong).toMatchObject({ exitCode: 1, err: expect.stringContaining('no such changes') });
  const decided = await reclaim(orderOf(102), '--points=70,-10,-20', '--apply');
  expect(decided).toMatchObject({
    exitCode: 0,
    err: '',
    out: expect.stringMatching(/: written; then -15 is posted\n$/),
  });
  // Again, there is nothing left to do.
  expect(await reclaim('--apply')).toMatchObject({ exitCode: 0, out: expect.stringContaining('nothing is lacking') });
  expect(held.sandbox.core.state().changes).toEqual(before);

  await stop();
  const platform = await start();
  for (const id of [102, 104]) {
    // What waited while posting was off is tried again some minutes later.
    await changeEntries(platform, { store: 'demo-woocommerce', id }, { notBeforeMs: 0 });
    expect((await platform.settled.until(String(id), 30_000))?.outcome).toBe('applied');
  }
  await tell(platform, 101, 100, 30, 20, 40);
  // Nobody told of it again before: its key is the one that was used.
  await tell(platform, 103, 25);
  const balances = await Promise.all([101, 102, 103, 104].map((id) => platform.balance(emailOf(id))));
  expect(balances).toEqual([10, 25, 25, 60]);
  const sums = platform.sandbox.core.state().changes.map(({ customer, points }) => `${customer} ${points}`);
  expect(sums.filter((sum) => sum.startsWith(emailOf(101))).map((sum) => sum.split(' ')[1])).toEqual([
    '100',
    '-30',
    '-20',
    '-40',
  ]);
}, 180_000);

test('an empty ledger, as in another region without a backup, learns all of what BonifiQ has', async () => {
  const first = await start();
  await tell(first, 101, 100);
  await tell(first, 101, 100, 30);
  await tell(first, 102, 70, 10);
  const until = new Date(await stop()).toISOString();
  await rm(join(state, 'dynamodb'), { recursive: true });

  const held = await start('off');
  await tell(held, 101, 100, 30);
  await tell(held, 102, 70, 10);
  const applied = await ponte('reclaim', '--since', '2015-01-01T00:00:00Z', '--until', until, '--apply', '--json');
  expect(applied).toMatchObject({ exitCode: 0, err: '' });
  await stop();

  const platform = await start();
  await tell(platform, 101, 100, 30, 20);
  await tell(platform, 102, 70, 10, 60);
  const balances = await Promise.all([101, 102].map((id) => platform.balance(emailOf(id))));
  expect(balances).toEqual([50, 0]);
}, 120_000);
