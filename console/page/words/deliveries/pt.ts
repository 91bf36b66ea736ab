import type { words as en } from './en.ts';

export const words = {
  'filter.attention': 'Avisos e erros',
  'deliveries.searchFinds':
    'A busca encontra pedidos pelo número ou pelo nome, como #1001, os de um cliente pelo e-mail inteiro ou outro id, e palavras da linha.',
  'deliveries.searchFindsOnStage':
    'Um estágio não guarda corpos, então nenhum nome como #1001 é conhecido: a busca encontra pedidos pelo número da plataforma, os de um cliente pelo e-mail inteiro ou outro id, e palavras da linha.',
  'delivery.then': 'quando foi respondida',
  'fact.units.one': '{n} unidade',
  'fact.units.many': '{n} unidades',
  'said.order': 'pedido',
  'said.refund': 'reembolso',
  'said.transaction': 'transação',
  'said.entitled': 'dá pontos',
  'said.returned': 'devolvido',
  'said.partlyPaid': 'pago em parte',
  'said.notEntitled': 'não dá pontos',
  'said.unpaid': 'não pago',
  'said.deposit': 'só o sinal',
  'said.cancelled': 'cancelado',
  'said.voided': 'anulado',
  'said.testOrder': 'pedido de teste',
  'said.otherCurrency': 'outra moeda',
  'said.subOrder': 'subpedido',
  'said.noPaymentDate': 'sem data de pagamento',
  'said.goods': 'produtos',
  'said.giftCard': 'vale-presente',
  'said.tip': 'gorjeta',
  'said.success': 'concluída',
  'said.pending': 'pendente',
  'said.failure': 'falhou',
  'said.error': 'falhou',
} satisfies Record<keyof typeof en, string>;
