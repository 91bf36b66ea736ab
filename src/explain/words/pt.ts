import type { EntryReason, Sentences } from './en.ts';

const points = (count: string, isOne: boolean) => `${count} ${isOne ? 'ponto' : 'pontos'}`;
const units = (count: string, isOne: boolean) => `${count} ${isOne ? 'unidade' : 'unidades'}`;
const attempts = (count: string, isOne: boolean) => `${count} ${isOne ? 'tentativa' : 'tentativas'}`;

const parkedReasons: Readonly<Record<EntryReason, string>> = {
  refused: 'a BonifiQ recusou o lançamento',
  needsChecking: 'não se sabe se a BonifiQ aplicou o lançamento',
  customerUnknown: 'a BonifiQ não conhece o cliente',
  insufficientBalance: 'o cliente já gastou os pontos que devem voltar',
  uncollected: 'o cliente já gastou os pontos: foi retirado o que havia no saldo, e estes faltam',
  triesExhausted: 'a BonifiQ não recebeu o lançamento por tempo demais',
  storeRemoved: 'a loja não está mais em ponte.config.ts',
  settlingFailed: 'o lançamento falhou repetidas vezes, por causa desconhecida',
  pointsOutOfRange: 'são mais pontos do que a BonifiQ aceita',
};

const nextSteps: Readonly<Record<EntryReason, string>> = {
  refused: 'corrigir a causa na BonifiQ e depois executar ./ponte redrive',
  needsChecking:
    'procurar o lançamento no histórico do cliente na BonifiQ e depois executar ./ponte redrive: uma chave já usada conta como aplicada',
  customerUnknown:
    "cadastrar o cliente na BonifiQ e depois executar ./ponte redrive; com onUnknownCustomer: 'retry' ou 'create' isto não volta a acontecer",
  insufficientBalance:
    "combinar com o cliente; ./ponte redrive retira os pontos quando o saldo bastar, e com onInsufficientBalance: 'takeRest' o que houver",
  uncollected: 'nada é preciso; ./ponte redrive retira o que o saldo tiver então',
  triesExhausted:
    'ver a última resposta, conferir se a BonifiQ responde e conhece o cliente, e depois executar ./ponte redrive',
  storeRemoved: 'recolocar a loja se os pedidos dela ainda contam, publicar, e depois executar ./ponte redrive',
  settlingFailed:
    'procurar o pedido nos registros de settle e park, corrigir a causa, e depois executar ./ponte redrive',
  pointsOutOfRange: 'ver o pedido e a regra dele; ./ponte redrive não resolve',
};

/** What is told, in Portuguese as it is written in Brazil. */
export const pt: Sentences = {
  locale: 'pt-BR',
  points,
  units,
  head: (order, store, at, zone) => `Pedido ${order} de ${store}, conforme o registro em ${at} (${zone})`,
  titles: {
    facts: 'O que a loja informou',
    goods: 'Produtos',
    refunds: 'O que foi devolvido',
    rule: 'Regra',
    target: 'Pontos',
    entries: 'Lançamentos',
  },
  settled: (target) => `O pedido deve dar ${target}, e é o que está lançado.`,
  unsettled: (target, given, unanswered, why) =>
    `O pedido deve dar ${target}; dados até agora: ${given}${unanswered === '' ? '' : `; enviados sem resposta: ${unanswered}`}. ${why}`,
  settlement: {
    unconfirmed: (until) =>
      `Ainda não se sabe se a BonifiQ aplicou o que foi enviado${until === '' ? '' : `; ela não é chamada de novo antes de ${until}`}.`,
    noCustomer: () =>
      'O pedido não informa um cliente; os pontos são dados assim que uma atualização do pedido informar um.',
    hold: (until) => `A regra os retém até ${until}.`,
    retry: (until) => `A BonifiQ ainda não recebeu o lançamento; a próxima tentativa é em ${until}.`,
    account: (until) => `A BonifiQ não é chamada para esta conta antes de ${until}.`,
    store: (until) => `A loja não está em ponte.config.ts; ela é procurada de novo em ${until}.`,
    shadow: () => 'A loja está em modo sombra; o pedido começou antes e é lançado quando a loja sair dele.',
    attempt: (until) => `Uma tentativa está em curso, no máximo até ${until}.`,
    turn: () => 'O lançamento está pronto; a próxima execução o envia, em minutos.',
    person: () => 'Um lançamento espera por uma pessoa; veja abaixo.',
    paymentAhead: (until) => `A data do pagamento está no futuro: ela pode ser corrigida até ${until}.`,
    uncollected: () => 'O cliente já gastou pontos que deviam voltar; o resto só é retirado se uma pessoa pedir.',
    customerErased: () => 'O cliente foi apagado, e por isso a diferença fica como está.',
    inShadow: () => 'O pedido está em modo sombra: nada dele é lançado na BonifiQ.',
    notPlanned: () => 'Ainda não há lançamento para a diferença; a próxima entrega do pedido o cria.',
  },
  target: {
    given: () => '',
    capped: (most) => `A regra dá no máximo ${most} por pedido.`,
    belowMinimum: (paid, minimum) =>
      `O valor pago por produtos que pontuam, ${paid}, está abaixo do mínimo da regra, ${minimum}.`,
    tooSmall: () => 'O valor é pequeno demais para um ponto.',
    nothingEligible: () =>
      'Nada no pedido pontua: frete, impostos, gorjetas, vales-presente e produtos gratuitos não pontuam.',
    nothingLeft: () => 'Não resta no pedido nada que pontue.',
    notEntitled: (why) => `O pedido não dá pontos: ${why}.`,
    partlyPaid: () => 'O pedido não dá pontos: nunca foi pago por inteiro.',
    beforeAwardFrom: (from) =>
      from === ''
        ? 'O pedido não dá pontos: foi pago antes do dia a partir do qual a loja dá pontos (awardFrom).'
        : `O pedido não dá pontos: foi pago antes de ${from}, a partir de quando a loja dá pontos (awardFrom).`,
    paymentAhead: (until) =>
      `A data do pagamento está no futuro; o pedido não dá nada antes de ${until}, a não ser que a loja corrija a data.`,
    noRule: () => 'O pedido ainda não dá pontos: nenhuma regra está fixada, e a próxima entrega dele escolhe uma.',
    orderAwaited: () => 'A loja só informou reembolsos até agora, e não o próprio pedido.',
  },
  standing: {
    entitled: 'Está pago',
    returned: 'Foi reembolsado por inteiro',
    partlyPaid: 'Foi alterado depois do pagamento, e a diferença não está paga; vale o que foi pago por inteiro',
    notEntitled: (why) => `Não dá pontos: ${why}`,
  },
  notEntitled: {
    unpaid: 'não está pago',
    deposit: 'só um sinal está pago',
    cancelled: 'está cancelado',
    voided: 'o pagamento foi anulado',
    testOrder: 'é um pedido de teste',
    otherCurrency: 'não está na moeda da loja',
    subOrder: 'é parte de outro pedido, que contém os mesmos produtos',
    noPaymentDate: 'não informa data de pagamento',
  },
  inOtherCurrency: (own, stores) => `está em ${own}, e a moeda da loja é ${stores}`,
  created: (at) => `Criado na loja em ${at}.`,
  source: (what, written, arrived) =>
    arrived === null
      ? `${what} (situação de ${written}).`
      : `${what} (situação de ${written}, recebida em ${arrived}).`,
  ahead: 'O relógio da loja estava adiantado: vale a hora do recebimento.',
  paid: (at, total) => `Pago em ${at}: ${total}`,
  paidIn: (at, total, seen) => `Pago em ${at}: ${total}, que o cliente viu como ${seen}`,
  neverPaid: 'Nunca foi pago por inteiro.',
  customer: (id) => `Cliente: ${id}`,
  noCustomer: (looked, attributes) =>
    looked === null
      ? 'Não informa um cliente que a loja possa usar.'
      : `Não informa um cliente que a loja possa usar: procura-se ${looked.noteAttribute === null ? { email: 'um endereço de e-mail utilizável', document: 'um documento (CPF ou CNPJ)', platformId: 'o número do cliente na plataforma' }[looked.by] : `um documento no atributo "${looked.noteAttribute}" do pedido`}.${attributes === null ? '' : ` Os do pedido: ${attributes}.`}`,
  otherAttributes: (count, isOne) => (isOne ? `${count} que não é mostrado` : `${count} que não são mostrados`),
  noAttributes: 'nenhum',
  erased: (at) => `O cliente foi apagado a pedido em ${at}; desde então nada do pedido muda nem é lançado.`,
  shadow: (at, wouldBe) => `Em modo sombra desde ${at}; sem ele, o lançado seria ${wouldBe}.`,
  pinnedCustomer: (id) => `Os pontos foram dados antes a outro cliente, ${id}, e voltam de lá.`,
  line: (id, count, paid, why) => `Linha ${id}, ${count}, ${paid}: ${why}.`,
  lineWhy: {
    goods: (earns) => `${earns} pontuam`,
    goodsWithoutTax: (earns, tax) => `${earns} pontuam, o imposto de ${tax} não`,
    giftCard: 'vale-presente não pontua',
    tip: 'gorjeta não pontua',
    free: 'nada foi pago por ela',
    noRule: 'nenhuma regra diz ainda o que pontua',
  },
  gone: (what, count, all, earned) =>
    `${what}; saída do pedido: ${count} de ${all}, e com isso ${earned} deixam de pontuar`,
  goneByEdit: (what, count) => `${what} (${count} por uma edição que nenhum reembolso lista)`,
  shipping: (amount) => `Frete, ${amount}: não pontua.`,
  sum: (withoutTax, tax, earns) =>
    `Produtos após descontos, ${withoutTax} e ${tax} de imposto: ${earns} pontuam. O registro não guarda as linhas da WooCommerce.`,
  sumWithoutRule: (withoutTax, tax) =>
    `Produtos após descontos, ${withoutTax} e ${tax} de imposto. O registro não guarda as linhas da WooCommerce.`,
  refund: (id, listed, kept, difference, money) =>
    `Reembolso ${id}: voltaram produtos no valor de ${listed}${kept === null ? '' : `, dos quais a loja reteve ${kept}`}${difference === null ? '' : `; a loja anotou uma diferença de ${difference}`}; dinheiro devolvido por produtos: ${money}.`,
  refundSent: (sent, shipping, besides) =>
    `  de ${sent} ao todo, ${shipping} por frete e ${besides} por taxas, tarifas e gorjetas`,
  refundFailed: '  o dinheiro dele não voltou',
  refundIgnored: (id) => `O reembolso ${id} não conta: era só de dinheiro, que não voltou.`,
  refundUnvalued: (id) => `O reembolso ${id} é conhecido; ele conta quando o pedido der pontos.`,
  listedRefund: (id, amount) => `Reembolso ${id}: ${amount}.`,
  sums: (lines, books, money) =>
    `Produtos que saíram do pedido: ${lines}; o mesmo com cortesias, pela contabilidade da loja: ${books}; dinheiro devolvido por produtos: ${money}.`,
  decided: {
    nothing: () => 'Portanto nenhum produto voltou.',
    lines: (back, all) => `Vale o maior valor, o dos produtos que saíram: ${back} de ${all} voltaram.`,
    books: (back, all) => `Vale o maior valor, o da contabilidade da loja: ${back} de ${all} voltaram.`,
    money: (back, all) => `Vale o maior valor, o do dinheiro devolvido: ${back} de ${all} voltaram.`,
  },
  extraIsRounding: (extra) => `${extra} além dos produtos que saíram é arredondamento e não conta.`,
  shareBack: (refunded, base) => `${refunded} de ${base} voltaram, e a mesma parte do que pontua.`,
  earnedBack: (earned) => `Disso, ${earned} tinham pontuado.`,
  rule: (version, rate, unit, rounding) => `Regra "${version}": ${rate} a cada ${unit}, ${rounding}.`,
  rounding: {
    floor: 'arredondando para baixo',
    'half-up': 'arredondando ao mais próximo',
    ceil: 'arredondando para cima',
  },
  ruleFrom: (from) => `Foi escolhida porque o pedido foi pago a partir de ${from} e antes da regra seguinte.`,
  ruleFromBeginning: 'Foi escolhida pela data do pagamento: vale para pedidos desde o começo.',
  taxIncluded: 'Impostos também pontuam.',
  minimum: (amount) => `Pedidos abaixo de ${amount} não pontuam.`,
  maximum: (most) => `Um pedido dá no máximo ${most}.`,
  hold: (days, isOne) => `Os pontos ficam retidos por ${days} ${isOne ? 'dia' : 'dias'} depois do pagamento.`,
  campaign: (name, multiplier) => `A campanha "${name}" valia no pagamento: vezes ${multiplier}.`,
  campaignIn: (name, multiplier, from, to) =>
    `A campanha "${name}" valia no pagamento, de ${from} a ${to}: vezes ${multiplier}.`,
  noCampaign: 'Nenhuma campanha valia no pagamento.',
  smallerCampaign: (name, multiplier) =>
    `A campanha "${name}" (vezes ${multiplier}) não conta: campanhas não se somam, e vale a maior, que foi fixada.`,
  today: {
    same: 'A configuração de hoje escolheria a mesma.',
    other: (version, campaign) =>
      `A configuração de hoje escolheria a regra "${version}"${campaign === null ? ' sem campanha' : ` e a campanha "${campaign}"`}; o pedido fica com o que foi fixado.`,
    none: 'A configuração de hoje não escolheria nenhuma; o pedido fica com o que foi fixado.',
    storeMissing: 'A loja não está em ponte.config.ts; o pedido fica com o que foi fixado.',
  },
  noRule: 'Nenhuma regra está fixada: uma é escolhida pela data do pagamento assim que o pedido der pontos.',
  net: (earned, back, net) => `${earned} pontuaram, ${back} voltaram: restam ${net}.`,
  product: (net, rate, multiplied, rounded) => `${net} × ${rate} = ${multiplied}, arredondado: ${rounded}.`,
  productInCampaign: (net, rate, multiplier, multiplied, rounded) =>
    `${net} × ${rate} × ${multiplier} = ${multiplied}, arredondado: ${rounded}.`,
  result: (given) => `Portanto dá ${given}.`,
  noEntries: 'Não há nenhum.',
  entry: (number, what, key, state) => `${number}. ${what}, ${key}: ${state}.`,
  award: (given) => `Crédito de ${given}`,
  reversal: (taken) => `Estorno de ${taken}`,
  applied: 'aplicado',
  appliedWithBalance: (balance) => `aplicado, com saldo de ${balance} depois dele`,
  shadowed: 'em modo sombra: não é lançado, e conta como se fosse',
  shadowedUntil: (until) =>
    `em modo sombra: não é lançado; a regra o reteria até ${until}, e um reembolso antes disso o diminui`,
  withdrawn: 'retirado antes de ser aplicado, porque os pontos ou o cliente tinham mudado',
  withdrawnOrErased:
    'retirado antes de ser aplicado, porque os pontos ou o cliente tinham mudado, ou o cliente foi apagado',
  pending: {
    hold: (until) => `retido pela regra até ${until}`,
    retry: (until) => `nova tentativa em ${until}`,
    account: (until) => `aguarda até ${until}, porque a BonifiQ não é chamada antes para esta conta`,
    store: (until) => `aguarda até ${until}, porque a loja não está em ponte.config.ts`,
    shadow: () => 'aguarda porque a loja está em modo sombra, até que ela saia dele',
    attempt: (until) => `uma tentativa está em curso, no máximo até ${until}`,
    turn: () => 'pronto; a próxima execução o envia, em minutos',
    earlierEntry: () => 'espera pelo lançamento anterior',
    person: () => 'espera por uma pessoa',
    nobody: () => 'nada mais acontece por si',
  },
  planned: (at) => `   previsto em ${at}`,
  tried: (count, isOne, first) => `   ${attempts(count, isOne)}${first === null ? '' : `, desde ${first}`}`,
  unresolved: (count, isOne) =>
    `   ${attempts(count, isOne)} sem resposta que diga se foi aplicado: conta como lançado`,
  givesUp: (at) => `   fica para uma pessoa se todas as tentativas falharem até ${at}`,
  reply: (status, names) => `   última resposta da BonifiQ: HTTP ${status}${names}`,
  noReply: '   a BonifiQ não respondeu à última tentativa',
  parked: (why, since) => `parado${since === null ? '' : ` desde ${since}`}: ${why}`,
  next: (what) => `   o que fazer: ${what}`,
  warning: {
    apiWarning: '   a BonifiQ aplicou com um aviso',
    keyUsedByOther: '   a BonifiQ diz que a chave já foi usada, mas não por nós',
  },
  parkedReasons,
  nextSteps,
};
