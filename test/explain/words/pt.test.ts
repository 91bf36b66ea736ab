import { expect, test } from 'vitest';
import { digestsUnder, erased } from '../../../src/domain/erasure/erase-record.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { parkedReasons } from '../../../src/domain/parked-reasons.ts';
import type { Store } from '../../../src/domain/store.ts';
import { en } from '../../../src/explain/words/en.ts';
import { pt } from '../../../src/explain/words/pt.ts';
import { explained, factsOfCase, madeCase, recorded, toldLines } from '../../support/explaining.ts';
import { bodyOf, listed, moneyOf } from '../../support/order-facts.ts';
import { NOW_MS, nothingKnown, settled, storeWith, told, withLast } from '../../support/planning.ts';
import { ruleOf } from '../../support/points-rules.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const store = storeWith();
const hundred = moneyOf({ eligible: '100.00' });
const lines = (record: OrderRecord, by: Store = store, nowMs = NOW_MS) => toldLines(explained(record, by, nowMs), pt);

test('a troca por algo mais barato', () => {
  const shop = { ...store, id: 'demo-shopify', rules: [ruleOf({ version: '2026' })] };
  const atMs = Date.UTC(2026, 4, 5, 15);
  const record = recorded(shop, factsOfCase(madeCase('exchange-for-cheaper'), shop), atMs);
  expect(lines(record, shop, atMs)).toEqual([
    'Pedido 1950003 de demo-shopify, conforme o registro em 5 de mai. de 2026, 12:00 (America/Sao_Paulo)',
    'O pedido deve dar 365 pontos, e é o que está lançado.',
    '# O que a loja informou',
    'Está pago (situação de 4 de mai. de 2026, 12:20).',
    'Pago em 4 de mai. de 2026, 12:00: R$ 2.258,00 (situação de 4 de mai. de 2026, 12:20).',
    'Cliente: *** (situação de 4 de mai. de 2026, 12:20).',
    '# Produtos',
    'Linha 1, 1 unidade, R$ 1.893,00: R$ 1.893,00 pontuam; saída do pedido: 1 de 1, e com isso R$ 1.893,00 deixam de pontuar.',
    'Linha 2, 1 unidade, R$ 365,00: R$ 365,00 pontuam.',
    '# O que foi devolvido',
    'Reembolso 195003: voltaram produtos no valor de R$ 1.893,00; dinheiro devolvido por produtos: R$ 1.528,00.',
    'Produtos que saíram do pedido: R$ 1.893,00; o mesmo com cortesias, pela contabilidade da loja: R$ 1.893,00; dinheiro devolvido por produtos: R$ 1.528,00.',
    'Vale o maior valor, o dos produtos que saíram: R$ 1.893,00 de R$ 2.258,00 voltaram.',
    'Disso, R$ 1.893,00 tinham pontuado.',
    '# Regra',
    'Regra "2026": 1 ponto a cada R$ 1,00, arredondando para baixo.',
    'Foi escolhida pela data do pagamento: vale para pedidos desde o começo.',
    'Nenhuma campanha valia no pagamento.',
    'A configuração de hoje escolheria a mesma.',
    '# Pontos',
    'R$ 2.258,00 pontuaram, R$ 1.893,00 voltaram: restam R$ 365,00.',
    'R$ 365,00 × 1 = 365, arredondado: 365.',
    'Portanto dá 365 pontos.',
    '# Lançamentos',
    '1. Crédito de 1.893 pontos, ADD-***-1893-1950003: aplicado.',
    '   previsto em 5 de mai. de 2026, 12:00',
    '   1 tentativa',
    '2. Estorno de 1.893 pontos, REMOVE-***-1893-1950003-2: aplicado.',
    '   previsto em 5 de mai. de 2026, 12:00',
    '   1 tentativa',
    '3. Crédito de 365 pontos, ADD-***-365-1950003-3: aplicado.',
    '   previsto em 5 de mai. de 2026, 12:00',
    '   1 tentativa',
  ]);
});

test('um limite, uma retenção, um cliente que falta', () => {
  const capped = storeWith({ maximumPoints: 40 });
  expect(lines(settled(nothingKnown, capped, bodyOf({ money: hundred })), capped)).toEqual(
    expect.arrayContaining(['A regra dá no máximo 40 pontos por pedido.', 'Um pedido dá no máximo 40 pontos.']),
  );
  const held = storeWith({ holdDays: 14 });
  expect(lines(told(nothingKnown, held, bodyOf({ money: hundred })), held)).toEqual(
    expect.arrayContaining([
      'O pedido deve dar 100 pontos; dados até agora: 0. A regra os retém até 15 de jun. de 2025, 09:00.',
      '1. Crédito de 100 pontos, ADD-***-100-123: retido pela regra até 15 de jun. de 2025, 09:00.',
    ]),
  );
  expect(lines(told(nothingKnown, store, bodyOf({ money: hundred, customer: null })))[1]).toBe(
    'O pedido deve dar 100 pontos; dados até agora: 0. O pedido não informa um cliente; os pontos são dados assim que uma atualização do pedido informar um.',
  );
});

test('um cliente apagado', () => {
  const erasedOrder = erased(
    settled(nothingKnown, store, bodyOf({ money: hundred })),
    digestsUnder(Buffer.of()),
    NOW_MS,
  );
  expect(lines(erasedOrder)).toEqual(
    expect.arrayContaining([
      'O pedido deve dar 100 pontos, e é o que está lançado.',
      'O cliente foi apagado a pedido em 2 de jun. de 2025, 09:00; desde então nada do pedido muda nem é lançado.',
    ]),
  );
});

test('um lançamento parado', () => {
  const parked = { state: 'parked', parked: 'refused', parkedAtMs: NOW_MS, attempts: 1 } as const;
  const lastReply = { status: 400, codeName: 'InvalidPoints', errorCode: 12, message: null };
  const record = withLast(told(nothingKnown, store, bodyOf({ money: hundred })), { ...parked, lastReply });
  expect(lines(record).slice(-5)).toEqual([
    '1. Crédito de 100 pontos, ADD-***-100-123: parado desde 2 de jun. de 2025, 09:00: a BonifiQ recusou o lançamento.',
    '   previsto em 2 de jun. de 2025, 09:00',
    '   1 tentativa',
    '   última resposta da BonifiQ: HTTP 400 (InvalidPoints, 12)',
    '   o que fazer: corrigir a causa na BonifiQ e depois executar ./ponte redrive',
  ]);
});

test('um pedido da WooCommerce reembolsado em parte', () => {
  const shop = { ...demoStore, rules: [ruleOf()] };
  const money = moneyOf({ eligible: '100.00', eligibleTax: '21.00', shareBase: '121.00', currency: 'EUR' });
  const refunds = { kind: 'listed', refunds: listed({ 91: '60.50' }) } as const;
  expect(lines(recorded(shop, [bodyOf({ money, refunds })], NOW_MS), shop)).toEqual(
    expect.arrayContaining([
      'Produtos após descontos, € 100,00 e € 21,00 de imposto: € 100,00 pontuam. O registro não guarda as linhas da WooCommerce.',
      'Reembolso 91: € 60,50.',
      '€ 60,50 de € 121,00 voltaram, e a mesma parte do que pontua.',
      'Disso, € 50,00 tinham pontuado.',
      'Portanto dá 50 pontos.',
    ]),
  );
});

/** The texts of a table by their names; what takes arguments is called with its places. */
function texts(table: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(table)) {
    const at = `${path}${name}`;
    if (typeof value === 'object') for (const [inner, text] of texts(value, `${at}.`)) found.set(inner, text);
    else found.set(at, typeof value === 'function' ? value('‹1›', '‹2›', '‹3›', '‹4›', '‹5›') : String(value));
  }
  return found;
}

test('every sentence is translated, and leaves nothing out that the English one says', () => {
  // The English tables of reasons have those of other commands, too: the type asks for those of entries.
  const ofEntries = { parkedReasons: pt.parkedReasons, nextSteps: pt.nextSteps };
  const reasons = texts(ofEntries);
  const all = [...texts(en)].filter(([name]) => reasons.has(name) || !/^(parkedReasons|nextSteps)\./.test(name));
  const [english, portuguese] = [new Map(all), texts(pt)];
  expect([...portuguese.keys()].sort()).toEqual([...english.keys()].sort());
  const placesOf = (text = '') => [...new Set(text.match(/‹\d›/g))].sort();
  for (const [name, text] of english) {
    expect([name, placesOf(portuguese.get(name))]).toEqual([name, placesOf(text)]);
    if (text !== '' && !['entry', 'locale'].includes(name))
      expect([name, portuguese.get(name)]).not.toEqual([name, text]);
  }
});

test('the English words of parked entries are those of every other command', () => {
  for (const [reason, words] of Object.entries(en.parkedReasons)) {
    expect(words).toBe(parkedReasons[reason as keyof typeof en.parkedReasons]);
  }
});
