import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inLanguage, inPortuguese } from '../../../../console/server/words/in-language.ts';
import { nextSteps } from '../../../../src/domain/next-steps.ts';
import { parkedReasonNames } from '../../../../src/domain/parked-reasons.ts';
import { reasons } from '../../../../src/domain/reasons.ts';

test.each([
  ['already recorded', 'já estava registrado'],
  [
    'less was paid for goods than the minimumOrder of 50.00',
    'foi pago por produtos menos do que o minimumOrder de 50.00',
  ],
  // A reason in a frame, and a detail in the reason.
  [
    'the points API does not know the customer; a person has to look',
    'a API de pontos não conhece o cliente; uma pessoa precisa ver',
  ],
  [
    'recorded; to be settled later: the points API does not answer for account "main"; its calls pause',
    'registrado; será lançado depois: a API de pontos não responde para a conta "main"; as chamadas dela estão em pausa',
  ],
  [
    'recorded; to be settled once it is due, at 2026-12-24T12:00:00Z',
    'registrado; será lançado no devido tempo, em 2026-12-24T12:00:00Z',
  ],
  [
    'christmas cannot be fired: the promotion ended at 2026-12-26T00:00:00.000Z',
    'christmas não pode ser executada: a promoção terminou em 2026-12-26T00:00:00.000Z',
  ],
  // Nobody knows it: as it is.
  ['BonifiQ says: saldo insuficiente', 'BonifiQ says: saldo insuficiente'],
])('%s', (english, portuguese) => {
  expect(inPortuguese(english)).toBe(portuguese);
});

test('only sentences change: names of the JSON, numbers and what is quoted stay', () => {
  const answer = {
    parked: [{ reason: 'customerUnknown', why: reasons.customerUnknown, points: 3, reply: { codeName: 'ping' } }],
    settlement: { because: 'right' },
    request: { body: '{"message":"ping"}' },
    next: null,
  };
  expect(inLanguage('pt', answer)).toEqual({
    ...answer,
    parked: [{ ...answer.parked[0], why: 'a API de pontos não conhece o cliente' }],
  });
  expect(inLanguage('en', answer)).toBe(answer);
});

describe('what the source says has Portuguese words', () => {
  /** The same in both, or a name that Shopify gives. */
  const SAME = new Set(['ping', 'Use GET.', 'Refund discrepancy']);
  const untold = (sentences: Iterable<string>) =>
    [...new Set(sentences)].filter((one) => / /.test(one) && !SAME.has(one) && inPortuguese(one) === one);

  test('reasons, and the next steps of what is parked', () => {
    expect(untold(Object.values(reasons))).toEqual([]);
    expect(untold(parkedReasonNames.map((name) => nextSteps[name]))).toEqual([]);
  });

  test('sentences of the console’s server', () => {
    const texts = literalsIn('console/server').filter((text) => /^(?:[A-Z]|….* ).*[.]$/.test(text) && / /.test(text));
    expect(texts.length).toBeGreaterThan(30);
    expect(untold(texts)).toEqual([]);
  });

  test('why an act, a redrive or a run cannot be', () => {
    const texts = [
      ...sourcesIn('local/acts').flatMap((source) => [
        ...all(source, /cannot\((['`])(.+?)\1\)/gs),
        ...all(source, /(?:\?\s|:\s|=\s|\?\?\s)(')(\w+ [\w ,:]+)'/g),
        ...all(source, /return (`)(.+? .+?)`/g),
      ]),
      ...sourcesIn('cli/parked').flatMap((source) => all(source, /because: (['`])(.+?)\1/g)),
      ...['cli/promotions/run-by-hand.ts', 'src/domain/promotion/run-fault.ts'].flatMap((file) =>
        all(readFileSync(file, 'utf8'), /(?:cannot\(|return |\?\? )(['`])(.+?)\1/g),
      ),
    ];
    expect(texts.length).toBeGreaterThan(25);
    expect(untold(texts)).toEqual([]);
  });
});

/** But for the tables, and what is printed in a terminal. */
function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('words') && name !== 'run-console.ts')
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Without comments. What a template fills in is left open. */
function literalsIn(folder: string): readonly string[] {
  return sourcesIn(folder).flatMap((source) => {
    const code = source.replace(/\/\*.*?\*\//gs, '').replace(/^\s*(?:\/\/|import |export .* from ).*$/gm, '');
    return [...all(code, /(')((?:[^'\\\n])+)'/g), ...all(code, /(`)([^`]+)`/g)];
  });
}

function all(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map(([, , text = '']) => text.replace(/\$\{[^}]+\}/g, '…'));
}
