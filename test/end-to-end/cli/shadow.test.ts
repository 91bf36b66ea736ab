import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { woocommerceOrder } from '../../../local/demo-orders.ts';
import { demoShops } from '../../../local/shops.ts';
import { runCommand } from '../../support/local-cli.ts';
import { signedBody, startTestPlatform } from '../../support/test-platform.ts';

const SHADOWED = 'demo-woocommerce';

/** The demo's shops, with that one in shadow. */
const shops = () => ({
  ...demoShops,
  config: {
    ...demoShops.config,
    stores: demoShops.config.stores.map((store) => ({ ...store, shadow: store.id === SHADOWED })),
  },
});

function body(minute: number, refunded: string | null = null): string {
  const at = `2026-05-01T10:0${minute}:00`;
  const refunds = refunded === null ? [] : [{ id: 1, total: `-${refunded}` }];
  const paid = { email: 'bia@example.com', at, paidAt: '2026-05-01T10:00:00', price: '40.00', coupon: '0.00' };
  return JSON.stringify(woocommerceOrder({ ...paid, id: '101', total: '40.00', refunds }));
}

test('a store in shadow records and plans, posts nothing, and tells what would have been; afterwards its orders stay so', async () => {
  const state = await mkdtemp(join(tmpdir(), 'ponte-shadow-'));
  const ponte = (...words: string[]) => runCommand('ponte', words, { PONTE_STATE: state });
  const platform = await startTestPlatform({ state, shops });
  try {
    const answer = await platform.send(signedBody('woocommerce', body(0)));
    expect(answer).toMatchObject({ status: 200, outcome: { outcome: 'nothingToDo', reason: 'shadow' } });
    await platform.send(signedBody('woocommerce', body(1, '10.00')));
    expect(await platform.balance('bia@example.com')).toBe(0);

    const told = await ponte('shadow', SHADOWED, '--json');
    expect([told.exitCode, told.err]).toEqual([0, '']);
    expect(JSON.parse(told.out)).toEqual({
      store: SHADOWED,
      inShadow: true,
      all: { orders: 1, given: 40, takenBack: -10 },
      held: 0,
      rules: [{ rule: 'demo', campaign: null, orders: 1, given: 40, takenBack: -10 }],
      largest: [{ order: `${SHADOWED}/101`, points: 30 }],
      reasons: [],
      waiting: { orders: 0, points: 0 },
    });
    // Paid before.
    const none = await ponte('shadow', SHADOWED, '--since', '2026-05-02T00:00:00Z');
    expect(none.out).toBe(
      `Store ${SHADOWED} is in shadow: nothing of its orders is posted\n  No order of it is in shadow.\n`,
    );
    expect((await ponte('pending')).out).toContain(`store ${SHADOWED}: in shadow: nothing of its orders is posted\n`);
    expect((await ponte('export')).out.match(/"state":"\w+"/g)).toEqual(['"state":"shadow"', '"state":"shadow"']);
    expect((await ponte('shadow', 'nowhere')).exitCode).toBe(1);
  } finally {
    await platform.stop();
  }

  const after = await startTestPlatform({ state });
  try {
    const answer = await after.send(signedBody('woocommerce', body(2, '40.00')));
    expect(answer.outcome).toMatchObject({ reason: 'shadow', entries: [{ points: -30, outcome: 'shadow' }] });
    expect(await after.balance('bia@example.com')).toBe(0);
  } finally {
    await after.stop();
    await rm(state, { recursive: true });
  }
}, 120_000);
