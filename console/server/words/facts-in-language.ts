import type { Fact, Language } from '../../api.ts';

/** Whose values are names of Ponte's or of a platform's; those of the others are numbers, instants and ids. */
const NAMED = /^(?:kind|standing|status|line .+|transaction .+)$/;

const PORTUGUESE: Readonly<Record<string, string>> = {
  order: 'pedido',
  refund: 'reembolso',
  transaction: 'transação',
  entitled: 'dá pontos',
  returned: 'reembolsado por inteiro',
  partlyPaid: 'pago em parte',
  notEntitled: 'não dá pontos',
  unpaid: 'não está pago',
  deposit: 'só um sinal está pago',
  cancelled: 'cancelado',
  voided: 'pagamento anulado',
  testOrder: 'pedido de teste',
  otherCurrency: 'outra moeda',
  subOrder: 'parte de outro pedido',
  noPaymentDate: 'sem data de pagamento',
  goods: 'produto',
  giftCard: 'vale-presente',
  tip: 'gorjeta',
  unit: 'unidade',
  units: 'unidades',
  success: 'sucesso',
  pending: 'pendente',
  failure: 'falha',
  error: 'erro',
  other: 'outro',
};

/** What a body says, with the names in it in a language. */
export function factsInLanguage(language: Language, facts: readonly Fact[] | null): readonly Fact[] | null {
  if (language === 'en' || facts === null) return facts;
  return facts.map(({ name, value }) => ({
    name,
    value: NAMED.test(name) ? value.replace(/[A-Za-z]+/g, (word) => PORTUGUESE[word] ?? word) : value,
  }));
}
