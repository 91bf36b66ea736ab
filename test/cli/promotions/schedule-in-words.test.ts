import { expect, test } from 'vitest';
import { scheduleInWords } from '../../../cli/promotions/schedule-in-words.ts';

test.each([
  ['cron(0 9 * * ? *)', 'every day, at 09:00', 'todos os dias, às 09:00'],
  ['cron(30 9,18 * * ? *)', 'every day, at 09:30 and 18:30', 'todos os dias, às 09:30 e 18:30'],
  ['cron(5 * * * ? *)', 'every hour, at minute 05', 'toda hora, no minuto 05'],
  ['cron(0 9 ? * MON-FRI *)', 'every week on Monday, Tuesday, Wednesday, Thursday and Friday, at 09:00', null],
  // One is Sunday.
  ['cron(0 9 ? * 1,7 *)', 'every week on Sunday and Saturday, at 09:00', 'toda semana: domingo e sábado, às 09:00'],
  [
    'cron(0 9 ? * MON#1 *)',
    'every month on the first Monday, at 09:00',
    'todo mês: segunda-feira, na 1ª vez do mês, às 09:00',
  ],
  ['cron(0 9 1,15 * ? *)', 'every month on day 1 and 15, at 09:00', 'todo mês, no dia 1 e 15, às 09:00'],
  ['cron(0 9 L * ? *)', 'every month on its last day, at 09:00', 'todo mês, no último dia, às 09:00'],
  ['cron(0 9 24 12 ? *)', 'every year on 24 December, at 09:00', 'todo ano, em 24 de dezembro, às 09:00'],
  ['cron(0 9 24 DEC ? *)', 'every year on 24 December, at 09:00', 'todo ano, em 24 de dezembro, às 09:00'],
  [
    'cron(0 9 * NOV,DEC ? *)',
    'every day, in November and December, at 09:00',
    'todos os dias, em novembro e dezembro, às 09:00',
  ],
  ['rate(7 days)', 'every 7 days', 'a cada 7 dias'],
  ['rate(1 hour)', 'every hour', 'a cada hora'],
  ['at(2026-12-24T09:00:00)', 'once, on 24 December 2026 at 09:00', 'uma vez, em 24 de dezembro de 2026 às 09:00'],
])('%s: %s', (expression, english, portuguese) => {
  expect(scheduleInWords(expression, 'en')).toBe(english);
  if (portuguese !== null) expect(scheduleInWords(expression, 'pt')).toBe(portuguese);
});

test.each([
  'cron(0/15 9 * * ? *)',
  'cron(0 9-17 * * ? *)',
  'cron(0 9 15W * ? *)',
  'cron(0 9 ? * 6L *)',
  'cron(0 9 * * ? 2026)',
  'cron(0 9 ? * FRI-MON *)',
  'cron(0 9 32 * ? *)',
  'nothing',
])('%s is said best as it is written', (expression) => {
  expect([scheduleInWords(expression, 'en'), scheduleInWords(expression, 'pt')]).toEqual([null, null]);
});
