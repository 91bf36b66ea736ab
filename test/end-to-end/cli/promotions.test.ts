import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPromotionDesk, type PromotionDesk } from '../../../local/promotion-desk.ts';
import { runCommand } from '../../support/local-cli.ts';
import { startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

const AUDIENCE = 'customer;text\nana@example.com;obrigado\nbia@example.com;\nno address;\nANA@example.com;again\n';
const WHILE_IT_RUNS = { timeout: 20_000, interval: 200 };

let state: string;
let platform: TestPlatform;
let desk: PromotionDesk;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-promotions-'));
  platform = await startTestPlatform({ state });
  desk = openPromotionDesk(platform.services);
});
afterAll(async () => {
  desk.close();
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });
/** Nine in the morning of São Paulo, so many days ago. */
const nine = (daysAgo: number) => {
  const now = new Date(Date.now() - daysAgo * 86_400_000);
  return `${now.toISOString().slice(0, 10)}T12:00:00Z`;
};
const shown = async () =>
  JSON.parse((await ponte('promotions', '--json')).out) as { readonly runs?: readonly unknown[] };

test('a promotion that has not been fired is shown with its next time', async () => {
  const { out, exitCode } = await ponte('promotions');
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^vip {2}50 points each at demo-shopify, cron\(0 9 \* \* \? \*\) \(every day, at 09:00\) America\/Sao_Paulo, next 20\d\d-.*T12:00:00\.000Z\n/,
  );
  expect(out).toContain('not fired yet');
  expect(await shown()).toMatchObject({ promotion: 'vip', runs: [] });
});

describe('trigger by hand', () => {
  test('without its file says so, and is listed for a person', async () => {
    const dry = await ponte('promotions', 'run', 'vip', '--at', nine(2), '--dry-run');
    expect(dry).toEqual({ exitCode: 1, out: '', err: 'the audience bucket has no file vip.csv\n' });
    expect(await ponte('promotions', 'run', 'vip', '--at', nine(2))).toMatchObject({ exitCode: 0, err: '' });
    await expect
      .poll(async () => (await ponte('parked')).out, WHILE_IT_RUNS)
      .toMatch(
        /^vip-20\d{6}T120000Z {2}since .*\n {2}why: the audience bucket has no file vip\.csv\n {2}next: put the cause right, then redrive/,
      );
    expect(platform.sandbox.core.state().changes).toEqual([]);
  });

  test('foretold: who would get what, and nothing is done', async () => {
    await desk.putAudience('vip.csv', AUDIENCE);
    const day = nine(2).slice(0, 10);
    const { out, exitCode } = await ponte('promotions', 'run', 'vip', '--at', nine(2), '--dry-run');
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toEqual([
      `line 2: ana@example.com  +50  VIP day ${day}, "50 points, because you are a VIP"`,
      `line 3: bia@example.com  +50  VIP day ${day}, "50 points, because you are a VIP"`,
      'line 4: the customer is no e-mail address',
      'line 5: a customer who is in it already',
      '2 customers, 100 points; 1 bad row, 1 duplicate, no birthdays on other days. Nothing was fired.',
      '',
    ]);
    const json = await ponte('promotions', 'run', 'vip', '--at', nine(2), '--dry-run', '--json');
    expect(
      json.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).kind),
    ).toEqual(['award', 'award', 'bad', 'duplicate', 'sum']);
    expect(platform.sandbox.core.state().changes).toEqual([]);
  });

  test('gives each their points once, however often, by hand or by a redrive', async () => {
    const id = `vip-${nine(2).replace(/[-:]/g, '')}`;
    expect(await ponte('redrive', id)).toMatchObject({ exitCode: 0, out: `${id}  is sent through again\n` });
    const occurrence = async () => (await shown()).runs?.[0];
    await expect.poll(occurrence, WHILE_IT_RUNS).toMatchObject({
      isDone: true,
      applied: 2,
      parked: 0,
      counts: { rows: 4, awards: 2, points: 100, bad: 1, duplicates: 1 },
    });
    const again = await ponte('promotions', 'run', 'vip', '--at', nine(2));
    expect(again.out).toContain('again; what it pinned the first time stays');
    expect(await platform.balance('ana@example.com')).toBe(50);
    expect(await platform.balance('bia@example.com')).toBe(50);
    const keys = platform.sandbox.core.state().changes.map(({ changeKey }) => changeKey);
    const time = nine(2).replace(/[-:]/g, '');
    expect(keys).toEqual([`ADD-ana@example.com-50-vip-${time}`, `ADD-bia@example.com-50-vip-${time}`]);
    expect((await ponte('promotions')).out).toMatch(
      /done 20.*2 awards, 100 points: 2 applied, 1 bad row, 1 duplicate; see reports\/vip\//,
    );
  });

  test('of which the bad row is listed until somebody dismisses it', async () => {
    const id = `vip-${nine(2).replace(/[-:]/g, '')}`;
    expect((await ponte('parked', '--json')).out).toContain('"reason":"badRows"');
    expect(await ponte('redrive', id)).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('stays parked: rows that cannot be used'),
    });
    expect(await ponte('dismiss', id, '--dry-run')).toMatchObject({
      exitCode: 0,
      out: `${id}  would be taken off the list\n`,
    });
    expect(await ponte('dismiss', id)).toMatchObject({ exitCode: 0, out: `${id}  is taken off the list\n` });
    expect((await ponte('parked')).out).toBe('Nothing is parked.\n');
    expect(await ponte('dismiss', id)).toMatchObject({
      exitCode: 1,
      err: `${id}: nothing of this id is parked; ./ponte parked lists what is\n`,
    });
  });

  test('of more points than its safety net moves none', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `c${index}@example.com`);
    await desk.putAudience('vip.csv', `customer\n${many.join('\n')}\n`);
    const before = platform.sandbox.core.state().changes.length;
    const dry = await ponte('promotions', 'run', 'vip', '--at', nine(3), '--dry-run');
    expect(dry).toMatchObject({
      exitCode: 1,
      err: 'It would be refused: it would move 100050 points, and maximumPoints is 100000.\n',
    });
    await ponte('promotions', 'run', 'vip', '--at', nine(3));
    await expect
      .poll(async () => (await ponte('promotions')).out, WHILE_IT_RUNS)
      .toContain('does not go on: it would move 100050 points, and maximumPoints is 100000');
    expect(platform.sandbox.core.state().changes).toHaveLength(before);
  });

  test('of no row that can be used moves none', async () => {
    await desk.putAudience('vip.csv', 'customer\nno address\n');
    const dry = await ponte('promotions', 'run', 'vip', '--at', nine(4), '--dry-run');
    expect(dry).toMatchObject({ exitCode: 1, err: 'It would be refused: no row of the audience can be used.\n' });
    await ponte('promotions', 'run', 'vip', '--at', nine(4));
    await expect
      .poll(async () => (await ponte('promotions')).out, WHILE_IT_RUNS)
      .toContain('does not go on: no row of the audience can be used');
  });

  test.each([
    ['another promotion', ['christmas'], 'there is no promotion "christmas"; there are: vip'],
    [
      'no time',
      ['vip', '--at', 'tomorrow'],
      '--at tomorrow is no time in America/Sao_Paulo; write it as 2026-12-24T09:00',
    ],
    ['a time of no schedule', ['vip', '--at', nine(1).replace('12:00', '12:01')], 'is no time of its schedule'],
    [
      'long ago',
      ['vip', '--at', '2020-01-01T09:00'],
      'vip cannot be fired: 2020-01-01T12:00:00.000Z lies more than seven days in the past',
    ],
    [
      'the future',
      ['vip', '--at', '2036-01-01T09:00'],
      'vip cannot be fired: 2036-01-01T12:00:00.000Z is still to come',
    ],
  ])('for %s is refused', async (_, args, message) => {
    const refused = await ponte('promotions', 'run', ...args);
    expect(refused).toMatchObject({ exitCode: 1, out: '', err: expect.stringContaining(message) });
  });

  test.each([
    [['promotions', 'run'], "missing required argument 'promotion'"],
    [['promotions', 'vip'], 'ponte promotions --help'],
    [['dismiss'], 'name ids'],
    [['promotions', '--whatever'], "unknown option '--whatever'"],
  ])('%j is no command', async (args, message) => {
    expect(await ponte(...args)).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining(message) });
  });
});
