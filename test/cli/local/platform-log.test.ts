import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lineInWords } from '../../../cli/local/log-in-words.ts';
import { createPlatformLog, type LogStyle } from '../../../cli/local/platform-log.ts';
import { Shown } from '../../../cli/terminal.ts';
import { timesOf } from '../../../cli/times.ts';
import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';

const directory = mkdtempSync(join(tmpdir(), 'ponte-log-'));
afterAll(() => rmSync(directory, { recursive: true }));

const settled =
  '{"what":"settle","outcome":"applied","severity":"success","disposition":"done","store":"loja","order":"5001","reason":"applied","message":"applied","entries":[{"changeKey":"ADD-***-10-5001","points":10,"outcome":"applied"}]}';
const brokeDown =
  '{"what":"warning","message":"the ledger could not be written","error":"TimeoutError","code":"ETIMEDOUT","stack":["at a (b.cjs:1:2)"]}';
const delivery: LoggedDelivery = {
  number: 7,
  at: '2026-11-30T17:37:45.123Z',
  path: '/webhooks/shopify/loja',
  store: 'loja',
  platform: 'shopify',
  topic: 'orders/paid',
  orderName: '#1001',
  headers: {},
  requestId: null,
  bodyBase64: '',
  status: 200,
  tookMs: 12,
  answer: { severity: 'success', outcome: 'applied', reason: 'applied', order: '5001', message: 'applied' },
};

function printed(style: LogStyle): readonly string[] {
  const lines: string[] = [];
  const log = createPlatformLog(style, (text) => lines.push(text instanceof Shown ? text.text : text));
  log.log('settle', brokeDown);
  log.begin(directory, timesOf([{ id: 'loja', timeZone: 'America/Sao_Paulo' }]));
  log.log('shopify', '{"what":"delivery","outcome":"applied"}');
  log.delivered(delivery);
  log.log('sweep', '{"what":"sweep","queued":0,"failed":0}');
  log.log('settle', settled);
  log.log('settle', 'no JSON');
  return lines;
}

test('on a terminal: short and in words, deliveries as listen tells them', () => {
  expect(printed('words')).toEqual([
    'settle      warning: the ledger could not be written, error TimeoutError, code ETIMEDOUT',
    '#7  2026-11-30 14:37:45 UTC-3 orders/paid → loja  12 ms\n  success  applied HTTP 200\n  order    5001',
    'loja/5001 later\n  success  applied  (+10 applied)',
    'settle      no JSON',
  ]);
});

test('into a pipe: every line as the functions write it', () => {
  expect(printed('lines')).toEqual([
    `settle      ${brokeDown}`,
    'shopify     {"what":"delivery","outcome":"applied"}',
    `settle      ${settled}`,
    'settle      no JSON',
  ]);
});

test('as JSON: an object a line, with the name of the function', () => {
  const lines = printed('json').map((line) => JSON.parse(line));
  expect(lines.map((line) => [line.function, line.what])).toEqual([
    ['settle', 'warning'],
    ['shopify', 'delivery'],
    ['settle', 'settle'],
    ['settle', undefined],
  ]);
  expect(lines.at(-1)).toEqual({ function: 'settle', message: 'no JSON' });
});

test('whatever is printed, nothing is lost: the file has all of it, whole, what came before it began too', () => {
  printed('words');
  expect(readFileSync(join(directory, 'functions.log'), 'utf8').split('\n')).toEqual([
    `settle      ${brokeDown}`,
    'shopify     {"what":"delivery","outcome":"applied"}',
    `settle      ${settled}`,
    'settle      no JSON',
    '',
  ]);
});

test('what outside text holds does not reach a terminal', () => {
  expect(lineInWords('settle', 'a\u001b[2J')?.text).not.toContain('\u001b');
  expect(lineInWords('settle', '{"what":"warning","message":"a\\u001b[2J"}')?.text).not.toContain('\u001b');
});
