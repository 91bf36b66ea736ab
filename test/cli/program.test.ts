import { describe, expect, test } from 'vitest';
import { readInstant } from '../../cli/commands/reclaim.ts';
import { createProgram } from '../../cli/program.ts';
import { refusalOf } from '../support/refusal-of.ts';

const WINDOW = ['--since', '2026-11-30T12:00:00Z', '--until', '2026-11-30T11:30:00-03:00'];

describe('words that are taken', () => {
  test.each([
    [['parked', '--json']],
    [['redrive', '--all', '--dry-run']],
    [['redrive', 'a/1', 'a/2']],
    [['dismiss', '--host', 'b']],
    [['config', 'check', '--json']],
    [['promotions']],
    [['promotions', 'run', 'vip', '--at', '2026-12-24T09:00', '--extra']],
    [['reclaim', ...WINDOW, '--apply', '--trust-titles', '--all', '--zone', 'America/Sao_Paulo']],
    [['reclaim', 'shop/5001', ...WINDOW, '--points=70,-30']],
    [['reclaim', 'shop/5001', ...WINDOW, '--points=none']],
    [['export', '--since', '2026-11-30T12:00:00Z', '--store', 'a', '--after', 'a/1', '--with-customers']],
    [['export', '--customer', 'ana@example.com', '12345678909']],
    [['forget', 'ana@example.com', '12345678909', '--apply']],
    [['forget', '--request', 'a/body-0f3a', '--json']],
  ])('%j', async (words) => {
    expect(await refusalOf(words)).toBe(null);
  });
});

describe('words that are refused', () => {
  test.each<[string, readonly string[], string]>([
    ['no command', ['parkd'], '(Did you mean parked?)'],
    ['no option', ['parked', '--jsn'], 'ponte parked --help'],
    ['redrive of nothing', ['redrive'], 'name ids, as parked lists them, or say --all'],
    ['redrive of ids and all', ['redrive', 'a/1', '--all'], 'name ids, as parked lists them, or say --all'],
    ['dismiss of nothing', ['dismiss'], 'or a --host'],
    ['dismiss of ids and a host', ['dismiss', 'a/1', '--host', 'b'], 'or a --host'],
    ['a host for redrive', ['redrive', '--all', '--host', 'b'], '--host'],
    ['no promotion to run', ['promotions', 'run'], "missing required argument 'promotion'"],
    ['a promotion without run', ['promotions', 'vip'], 'ponte promotions --help'],
    ['two promotions', ['promotions', 'run', 'a', 'b'], 'too many arguments'],
    ['a stage in capitals', ['parked', '--stage=PROD'], 'lower-case letters'],
    ['a state of a stage', ['parked', '--state', 'x', '--stage=prod'], 'cannot be used with'],
    ['no time', ['reclaim'], '--since'],
    ['one time', ['reclaim', '--since', '2026-11-30T12:00:00Z'], '--until'],
    [
      'a time without a zone',
      ['reclaim', '--since', '2026-11-30T12:00:00', '--until', '2026-11-30T14:00:00Z'],
      '--since',
    ],
    [
      'a time that is none',
      ['reclaim', '--since', '2026-13-30T12:00:00Z', '--until', '2026-11-30T14:00:00Z'],
      '--since',
    ],
    [
      'times in the wrong order',
      ['reclaim', '--since', '2026-11-30T14:00:00Z', '--until', '2026-11-30T12:00:00Z'],
      'before',
    ],
    ['no zone', ['reclaim', ...WINDOW, '--zone', 'Brasil'], 'America/Sao_Paulo'],
    ['an order without points', ['reclaim', ...WINDOW, 'shop/5001'], 'together with --points'],
    ['points without an order', ['reclaim', ...WINDOW, '--points=70'], 'together with --points'],
    ['two orders', ['reclaim', ...WINDOW, 'shop/1', 'shop/2', '--points=70'], 'too many arguments'],
    ['no points', ['reclaim', ...WINDOW, 'shop/1', '--points=70,'], 'whole numbers'],
    ['a customer and a request', ['export', '--customer', 'a', '--request', 'b'], 'say --customer or --request'],
    ['an export since some time', ['export', '--since', 'yesterday'], '2026-11-30T12:00:00Z'],
    ['forgetting nobody', ['forget'], 'name the customer, or a --request'],
    ['forgetting somebody and a request', ['forget', 'a', '--request', 'b'], 'name the customer, or a --request'],
    ['half a point', ['reclaim', ...WINDOW, 'shop/1', '--points=0.5'], 'whole numbers'],
  ])('%s', async (_name, words, because) => {
    expect(await refusalOf(words)).toContain(because);
  });
});

test('an instant is read with its offset', () => {
  expect(readInstant('2026-11-30T11:30:00-03:00')).toBe(Date.UTC(2026, 10, 30, 14, 30));
});

describe('the help', () => {
  const all = (command: ReturnType<typeof createProgram>['commands'][number]): (typeof command)[] => [
    command,
    ...command.commands.flatMap(all),
  ];

  test.each(all(createProgram()).map((command) => [command.name(), command] as const))(
    'of %s says what, how, and the exit codes',
    (_name, command) => {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) });
      command.outputHelp();
      expect(help).toMatch(/^Usage: \.\/ponte/);
      expect(command.description()).toMatch(/\.$/);
      expect(help).toContain('Exit codes: 0 done, 1 ');
      const examples = /\nExamples:\n((?: {2}.*\n)+)/.exec(help)?.[1]?.trimEnd().split('\n') ?? [];
      if (command.parent !== null) expect(examples).not.toEqual([]);
      for (const example of examples) expect(example).toMatch(/^ {2}(?:source <\()?\.\/ponte /);
    },
  );
});
