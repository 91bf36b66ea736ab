import completion from '@bomb.sh/tab';
import { expect, test, vi } from 'vitest';
import { offerStores } from '../../../cli/commands/complete.ts';
import { createProgram } from '../../../cli/program.ts';

test.each([
  [
    ['explain', 'l'],
    ['livros', 'loja'],
  ],
  [['explain', 'lo'], ['loja']],
  [
    ['explain', ''],
    ['padaria', 'livros', 'loja'],
  ],
  [['send', '--store', 'p'], ['padaria']],
  [['forget', '--store', 'li'], ['livros']],
  // Takes no store.
  [['parked', 'l'], []],
])('%j is completed by the stores %j', (words, expected) => {
  createProgram();
  offerStores(completion, ['padaria', 'livros', 'loja']);
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  completion.parse([...words]);
  log.mockRestore();
  expect(lines.filter((line) => line.endsWith('\tstore')).map((line) => line.split('\t')[0])).toEqual(expected);
});
