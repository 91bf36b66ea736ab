import { describe, expect, test } from 'vitest';
import { readArguments } from '../../cli/arguments.ts';

const WINDOW = ['--since', '2026-11-30T12:00:00Z', '--until', '2026-11-30T11:30:00-03:00'];
const reclaim = (...words: readonly string[]) => readArguments(['reclaim', ...WINDOW, ...words]);

describe('the words of reclaim', () => {
  test('say when, and write nothing unless asked to', () => {
    expect(reclaim()).toMatchObject({
      kind: 'reclaim',
      ids: [],
      since: '2026-11-30T12:00:00Z',
      until: '2026-11-30T11:30:00-03:00',
      points: null,
      trustTitles: false,
      all: false,
      apply: false,
    });
    expect(reclaim('--apply', '--trust-titles', '--all', '--zone', 'America/Sao_Paulo')).toMatchObject({
      apply: true,
      trustTitles: true,
      all: true,
      zone: 'America/Sao_Paulo',
    });
  });

  test('say what somebody decided', () => {
    expect(reclaim('shop/5001', '--points=70,-30')).toMatchObject({ ids: ['shop/5001'], points: [70, -30] });
    expect(reclaim('shop/5001', '--points=none')).toMatchObject({ points: [] });
  });

  test.each<[string, readonly string[]]>([
    ['no time', ['reclaim']],
    ['one time', ['reclaim', '--since', '2026-11-30T12:00:00Z']],
    ['a time without a zone', ['reclaim', '--since', '2026-11-30T12:00:00', '--until', '2026-11-30T14:00:00Z']],
    ['a time that is none', ['reclaim', '--since', '2026-13-30T12:00:00Z', '--until', '2026-11-30T14:00:00Z']],
    ['times in the wrong order', ['reclaim', '--since', '2026-11-30T14:00:00Z', '--until', '2026-11-30T12:00:00Z']],
    ['no zone', ['reclaim', ...WINDOW, '--zone', 'Brasil']],
    ['an order without points', ['reclaim', ...WINDOW, 'shop/5001']],
    ['points without an order', ['reclaim', ...WINDOW, '--points=70']],
    ['two orders', ['reclaim', ...WINDOW, 'shop/1', 'shop/2', '--points=70']],
    ['no points', ['reclaim', ...WINDOW, 'shop/1', '--points=70,']],
    ['half a point', ['reclaim', ...WINDOW, 'shop/1', '--points=0.5']],
  ])('are refused: %s', (_name, words) => {
    expect(readArguments(words)).toMatchObject({ kind: 'wrong' });
  });
});
