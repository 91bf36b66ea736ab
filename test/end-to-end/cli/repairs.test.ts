import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../support/local-cli.ts';
import { changeEntries } from '../../support/platform-ledger.ts';
import { SHOP_STORE, type ShopPlatform, startShopPlatform } from '../../support/shop-platform.ts';
import { paidOrder as order } from '../../support/store-apis/woocommerce-orders.ts';
import { signedBody } from '../../support/test-platform.ts';

const HOUR = 3_600_000;

let at: ShopPlatform;
beforeAll(async () => {
  at = await startShopPlatform();
}, 60_000);
afterAll(() => at?.close());

const ponte = (...words: string[]) => runCommand('ponte', words, { PONTE_STATE: at.state });
const reconcile = (...words: string[]) => ponte('reconcile', SHOP_STORE, ...words);
const balance = (id: number) => at.platform.balance(`customer.${id}@example.com`);
const changes = () => at.platform.sandbox.core.state().changes;
const ofItself = (id: number, points: number, pointType: number) =>
  at.platform.sandbox.core.changeByItself({
    account: SHOP_STORE,
    customer: `customer.${id}@example.com`,
    points,
    pointType,
    title: 'Compra',
  });

/** What happened of late is left alone for fifteen minutes. */
async function twentyMinutes(): Promise<void> {
  expect((await ponte('clock', '+20m')).exitCode).toBe(0);
}

interface Line {
  do: string;
  readonly finding: string;
  readonly order: string | null;
  readonly points: number;
}

test('the shop, the ledger and BonifiQ are compared, and what is proposed is read, edited and done', async () => {
  for (const id of [700, 701, 702, 703]) {
    // The ledger believes that 703 has its points, which BonifiQ never got.
    if (id === 703) at.platform.sandbox.core.setFaults([{ kind: 'refusal', operation: 'change' }]);
    await at.platform.send(signedBody('woocommerce', JSON.stringify(order(id, 30))));
    at.shop.put(order(id, 30));
  }
  await changeEntries(
    at.platform,
    { store: SHOP_STORE, id: 703 },
    { state: 'applied', parked: null, parkedAtMs: null },
  );
  at.platform.sandbox.core.setFaults([]);
  await expect.poll(() => changes().length, { timeout: 20_000 }).toBe(3);
  // BonifiQ's objective for purchases was left on; a merchant gave somebody points by hand.
  ofItself(700, 52, 0);
  ofItself(701, 10, 3);
  // A reward for a review is BonifiQ's own affair.
  ofItself(701, 20, 5);
  // 702 was refunded by a tenth, and 704 was paid, while the webhook was off.
  at.shop.put(order(702, 3, { refunds: [{ id: 9, reason: '', total: '-6.80' }] }));
  at.shop.put(order(704, 2));
  await twentyMinutes();

  const file = join(at.state, 'repairs.jsonl');
  const proposed = await reconcile('--since', new Date(Date.now() - 48 * HOUR).toISOString(), '--plan', file);
  expect(proposed.exitCode).toBe(1);
  expect(proposed.out).toContain('Orders: 5 read, 2 lack something here; 2 change points, together +47.\n');
  const text = await readFile(file, 'utf8');
  expect(text).not.toContain('@');
  const lines: Line[] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map((line) => `${line.do} ${line.finding} ${line.order} ${line.points}`).toSorted()).toEqual([
    `claim doubleAward ${SHOP_STORE}/700 52`,
    'leave unexplained null 10',
    `postAgain notAtBonifiq ${SHOP_STORE}/703 52`,
    `record missingAward ${SHOP_STORE}/704 52`,
    `record missingReversal ${SHOP_STORE}/702 -5`,
  ]);
  expect(changes()).toHaveLength(3 + 3);

  // A person decides that one of them waits.
  const edited = lines.map((line) => (line.order?.endsWith('/704') ? { ...line, do: 'leave' } : line));
  await writeFile(file, edited.map((line) => JSON.stringify(line)).join('\n'));
  const done = await reconcile('--apply', file);
  expect([done.exitCode, done.err]).toEqual([0, '']);
  expect(done.out).toContain('5 lines: 3 done, 0 done already, 0 do not apply any more, 2 left as they are.');
  await expect.poll(() => changes().length, { timeout: 20_000 }).toBe(6 + 3);
  // 52 twice, less what was given too much; 52 + 10 + 20; nine tenths of 52.48 are 47.2; 52; nothing yet.
  expect(await Promise.all([700, 701, 702, 703, 704].map(balance))).toEqual([52, 82, 47, 52, 0]);

  const again = await reconcile('--apply', file);
  expect(again.out).toContain('5 lines: 0 done, 3 done already, 0 do not apply any more, 2 left as they are.');
  expect(changes()).toHaveLength(9);

  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  at.shop.put(order(704, 1, { status: 'cancelled' }));
  const late = await reconcile('--apply', file);
  expect(late.exitCode).toBe(1);
  expect(late.out).toContain(`${SHOP_STORE}/704  +52  missingAward: left: it would be +0 by now\n`);
}, 120_000);

test('a file that nobody can use is refused before anything is done', async () => {
  const file = join(at.state, 'wrong.jsonl');
  await writeFile(file, '{"do":"record"}\n');
  const wrong = await reconcile('--apply', file);
  expect([wrong.exitCode, wrong.err]).toEqual([1, expect.stringContaining('wrong.jsonl, line 1: can is not')]);
  const line = { can: ['leave'], finding: 'unexplained', order: null, entry: null, customer: null, points: 1 };
  await writeFile(file, JSON.stringify({ ...line, do: 'claim', at: '2026-11-30T12:00:00.000Z', because: '' }));
  expect((await reconcile('--apply', file)).err).toContain('"do" can be leave, and not claim');
  expect((await reconcile('--apply', join(at.state, 'none'))).err).toContain('cannot be read');
  expect((await reconcile('--apply', file, '--since', '2026-11-01T00:00:00Z')).exitCode).toBe(2);
  expect((await reconcile()).exitCode).toBe(2);
  const since = ['--since', '2026-11-01T00:00:00Z'];
  expect((await reconcile(...since, '--plan', file)).err).toContain('is there already');
}, 60_000);
