import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { woocommerceOrder } from '../../local/demo-orders.ts';
import { tableOf } from '../support/platform-ledger.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

let platform: TestPlatform;
let table: ReturnType<typeof tableOf>;
beforeAll(async () => {
  platform = await startTestPlatform();
  table = tableOf(platform);
}, 30_000);
afterAll(async () => {
  table.close();
  await platform.stop();
});

const emailOf = (id: number) => `customer-${id}@example.com`;

/** An order over 100 points, as the shop tells it at this minute, with these refunds. */
function tell(id: number, minute: number, ...refunds: readonly number[]) {
  const body = woocommerceOrder({
    id: String(id),
    email: emailOf(id),
    at: `2026-05-01T10:${minute}:00`,
    paidAt: '2026-05-01T10:00:00',
    price: '100.00',
    coupon: '0.00',
    total: '100.00',
    refunds: refunds.map((refund, index) => ({ id: id * 10 + index, total: `-${refund}.00` })),
  });
  return platform.send(signedBody('woocommerce', JSON.stringify(body), 'order.updated'));
}

const keyOf = (id: number) => ({ TableName: table.tableName, Key: { pk: `ORDER#demo-woocommerce#${id}` } });
const itemOf = async (id: number) => (await table.documents.send(new GetCommand(keyOf(id)))).Item;

/** As another version would have written it. */
async function ofVersion(schemaVersion: number, id: number): Promise<void> {
  await table.documents.send(
    new UpdateCommand({
      ...keyOf(id),
      UpdateExpression: 'SET schemaVersion = :version',
      ExpressionAttributeValues: { ':version': schemaVersion },
    }),
  );
}

test('an older version leaves what a newer one wrote as it is, keeps what comes for it, and posts none of it', async () => {
  await tell(201, 10);
  expect(await platform.balance(emailOf(201))).toBe(100);
  platform.sandbox.core.setFaults([{ kind: 'status', status: 503, operation: 'change', times: 1 }]);
  expect(await tell(202, 10)).toMatchObject({ status: 202 });
  await ofVersion(4, 201);
  await ofVersion(4, 202);
  const newer = await itemOf(201);
  const waits = await itemOf(202);

  expect(await tell(201, 20, 30)).toMatchObject({
    status: 202,
    outcome: { outcome: 'deferred', message: expect.stringContaining('kept as it came') },
  });
  // Others are served, and a sweep that meets the item goes on.
  await tell(203, 10);
  expect(await platform.balance(emailOf(203))).toBe(100);
  const illegible = () => platform.lines.find((line) => line.includes('"message":"settling was interrupted"'));
  await expect.poll(illegible, { timeout: 20_000 }).toContain('TypeError');
  expect(await itemOf(201)).toEqual(newer);
  // The sweep hides what it queued, and changes nothing else of it.
  const ofTheSweep = { pendingAtMs: null, overdueSinceMs: null };
  expect({ ...(await itemOf(202)), ...ofTheSweep }).toEqual({ ...waits, ...ofTheSweep });
  const balances = () => Promise.all([201, 202].map((id) => platform.balance(emailOf(id))));
  expect(await balances()).toEqual([100, 0]);

  // The newer version is deployed again: what was kept is recorded, and what waited is posted.
  await ofVersion(3, 201);
  await ofVersion(3, 202);
  await expect.poll(balances, { timeout: 90_000, interval: 500 }).toEqual([70, 100]);
}, 150_000);
