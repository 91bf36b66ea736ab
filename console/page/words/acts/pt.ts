import type { words as en } from './en.ts';

export const words = {
  'acts.send': 'Enviar',
  'acts.target': 'Meta:',
  'acts.bodies': 'O que a plataforma enviaria',
  'acts.amount': 'Valor sem item, no máximo {most}',
  'acts.line': 'Volta',
  'acts.units': 'Unidades, no máximo {most}',
  'acts.newLine': 'Em troca de',
  'acts.newTitle': 'Outra caneca',
  'acts.price': 'Preço',
  'act.refund': 'Reembolsar tudo',
  'act.refundHint': 'Tudo o que resta volta',
  'act.partialRefund': 'Reembolsar uma parte',
  'act.partialRefundHint': 'Unidades, ou um valor',
  'act.exchange': 'Trocar',
  'act.exchangeHint': 'Unidades voltam em troca de outro item',
  'act.cancel': 'Cancelar',
  'act.cancelHint': 'O pedido é cancelado, e o que resta reembolsado',
  'act.undoRefund': 'Desfazer o último reembolso',
  'act.undoRefundHint': 'O último reembolso é apagado',
} as const satisfies Readonly<Record<keyof typeof en, string>>;
