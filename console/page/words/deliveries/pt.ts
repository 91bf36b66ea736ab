import type { words as en } from './en.ts';

export const words = {
  'filter.attention': 'Avisos e erros',
  'deliveries.searchFinds':
    'A busca encontra um pedido pelo número ou pelo nome, como #1001, tudo de um cliente pelo id inteiro, e palavras da linha.',
  'deliveries.searchFindsOnStage':
    'Um estágio não guarda corpos: a busca encontra um pedido pelo número da plataforma, não por um nome como #1001, tudo de um cliente pelo id inteiro, e palavras da linha.',
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
