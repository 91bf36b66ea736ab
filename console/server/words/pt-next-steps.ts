import type { ParkedReason } from '../../../src/domain/parked-reasons.ts';

const CAUSE_OR_SAVE = 'corrija a causa e reprocesse, ou salve o pedido na loja; descarte o que foi enviado por engano';

/** `nextSteps` of what is parked, in Portuguese. */
export const ptNextSteps: Readonly<Record<ParkedReason, string>> = {
  refused: 'corrija a causa na BonifiQ e reprocesse',
  needsChecking:
    'procure o lançamento no histórico do cliente na BonifiQ e reprocesse: uma chave já usada conta como aplicada',
  customerUnknown:
    "cadastre o cliente na BonifiQ e reprocesse; com `onUnknownCustomer: 'retry'` ou `'create'` nenhum outro fica para uma pessoa",
  insufficientBalance:
    "combine com o cliente; reprocessar retira os pontos quando o saldo bastar, e com `onInsufficientBalance: 'takeRest'` o que houver",
  uncollected: 'nada é preciso; reprocessar retira o que o saldo tiver então',
  triesExhausted:
    'veja a última resposta do lançamento, confira se a BonifiQ responde e conhece o cliente, e reprocesse',
  storeRemoved: 'recoloque a loja se os pedidos dela ainda contam, publique, e reprocesse',
  settlingFailed: 'procure o pedido nos registros de `settle` e `park`, corrija a causa, e reprocesse',
  pointsOutOfRange: 'veja o pedido e a regra dele; reprocessar não resolve',
  paymentAhead:
    'acerte o relógio da loja, ou corrija a data na loja, e salve o pedido na loja; senão os pontos são dados nesse dia',
  unreadable:
    'publique um Ponte que o leia e reprocesse, ou salve o pedido na loja; descarte o que foi enviado por engano',
  otherOrder:
    'dê à loja restaurada uma loja própria, com um `orderPrefix`; dê à mão os pontos dela até então, e descarte isto',
  otherShop:
    'de uma loja que mudou de endereço: acrescente o host em `ponte.config.ts`, publique, e reprocesse; de uma cópia de testes: remova o webhook dela, e descarte',
  recordTooLarge: 'veja por que o pedido cresceu tanto; dê ou retire os pontos dele à mão, e descarte isto',
  keptTooLong: CAUSE_OR_SAVE,
  unproven: 'recoloque esse segredo em `webhookSecrets` enquanto durar o reprocessamento; descarte o que é forjado',
  failedAgain: 'procure isto nos registros de `settle`, `promotions` e `park`, corrija a causa, e reprocesse',
  messageUnknown: 'descubra quem a pôs na fila, e descarte; não pode ser reprocessada',
  orderIllegible:
    'publique um Ponte que leia o pedido, que a varredura então encontra, e descarte isto; não pode ser reprocessado',
  unstated: CAUSE_OR_SAVE,
  dataRequested:
    '`./ponte export --request <id>` escreve o que o livro-razão tem sobre ele: entregue à loja, e descarte isto',
  erasureRequested:
    '`./ponte forget --request <id>` diz o que seria apagado, e com `--apply` apaga, este pedido também',
  shopErasureRequested:
    'se a loja saiu, `./ponte forget --request <id>` diz o que seria apagado, e com `--apply` apaga; se ela só trocou de aplicativo, descarte isto',
  runStopped: 'corrija a causa e reprocesse: continua de onde parou, e ninguém ganha pontos duas vezes',
  badRows:
    'linhas que não podem ser usadas continuam assim: veja o relatório no bucket do público, dê a esses clientes uma promoção própria, e descarte isto',
  awardsParked: '`./ponte parked` lista cada um com o motivo dele',
  illegible: 'use a versão que está publicada, ou uma mais nova',
};
