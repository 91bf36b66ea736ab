/** Sentences that are no reason's: what frames a reason, what cannot be done, and what the console refuses. `…` leaves a detail open. */
export const ptSentences: Readonly<Record<string, string>> = {
  // Around a reason.
  '…; a person has to look': '…; uma pessoa precisa ver',
  'recorded; to be settled later: …': 'registrado; será lançado depois: …',
  'recorded; to be settled once it is due, at …': 'registrado; será lançado no devido tempo, em …',
  "the order is not in the store's currency: it is in …, and the store in …":
    'o pedido não está na moeda da loja: está em …, e a loja em …',
  'the order names no customer; a later body that names one earns its points; …':
    'o pedido não informa um cliente; um corpo posterior que informe um dá os pontos dele; …',
  '…; kept as it came, to be recorded from the queue': '…; guardada como veio, para ser registrada a partir da fila',
  'kept for a person: …': 'guardada para uma pessoa: …',
  'for a person (…), but …': 'para uma pessoa (…), mas …',
  '… awards are left: …': 'faltam … prêmios: …',
  'fields of the order are missing or not as expected: …': 'faltam campos do pedido, ou não são os esperados: …',
  'fields of the refund are missing or not as expected: …': 'faltam campos do reembolso, ou não são os esperados: …',
  'fields of the transaction are missing or not as expected: …':
    'faltam campos da transação, ou não são os esperados: …',
  'the body is not JSON': 'o corpo não é JSON',
  'the points API refuses the credentials': 'a API de pontos recusa as credenciais',
  'a secret of the store signed exactly these bytes': 'um segredo da loja assinou exatamente estes bytes',
  'no usable address in customer.email, email or contact_email':
    'nenhum endereço utilizável em customer.email, email ou contact_email',
  'no usable address in billing.email': 'nenhum endereço utilizável em billing.email',
  'no customer.id': 'nenhum customer.id',
  'no customer_id but 0, which is a guest': 'nenhum customer_id além de 0, que é um visitante',
  '…, named in …': '…, nomeadas em …',
  'HTTP …: no store has this path; webhooks go to /webhooks/<platform>/<store>':
    'HTTP …: nenhuma loja tem esse caminho; webhooks vão para /webhooks/<platform>/<store>',
  'HTTP 413: the body is too large': 'HTTP 413: o corpo é grande demais',
  'HTTP …: the function failed; what the platform prints says why':
    'HTTP …: a função falhou; o que a plataforma imprime diz por quê',
  // BonifiQ's history.
  'the points API was not heard (…)': 'a API de pontos não foi ouvida (…)',
  'the points API answered …': 'a API de pontos respondeu …',
  'the points API answered with an error, or nothing that can be read':
    'a API de pontos respondeu com um erro, ou com nada que se possa ler',
  'the points API answered without items': 'a API de pontos respondeu sem itens',
  'the history has more than … pages': 'o histórico tem mais de … páginas',
  'the history holds something that cannot be read': 'o histórico contém algo que não pode ser lido',
  'the history has times without a time zone: say which with --zone':
    'o histórico tem horas sem fuso: diga qual com --zone',
  // Why an entry is: BonifiQ keeps it in English.
  'Order …: paid': 'Pedido …: pago',
  'Order …: paid, after refunds (refund …)': 'Pedido …: pago, depois de reembolsos (reembolso …)',
  'Order …: changed': 'Pedido …: alterado',
  'Order …: refunded': 'Pedido …: reembolsado',
  'Order …: refunded (refund …)': 'Pedido …: reembolsado (reembolso …)',
  'Order …: no longer due (unpaid)': 'Pedido …: já não dá pontos (não está pago)',
  'Order …: no longer due (deposit)': 'Pedido …: já não dá pontos (só um sinal está pago)',
  'Order …: no longer due (cancelled)': 'Pedido …: já não dá pontos (cancelado)',
  'Order …: no longer due (voided)': 'Pedido …: já não dá pontos (pagamento anulado)',
  'Order …: no longer due (testOrder)': 'Pedido …: já não dá pontos (pedido de teste)',
  'Order …: no longer due (otherCurrency)': 'Pedido …: já não dá pontos (outra moeda)',
  'Order …: no longer due (subOrder)': 'Pedido …: já não dá pontos (parte de outro pedido)',
  'Order …: no longer due (noPaymentDate)': 'Pedido …: já não dá pontos (sem data de pagamento)',
  // What is wrong with a request.
  'a whole number is needed': 'é preciso um número inteiro',
  'a number is needed': 'é preciso um número',
  'text is needed': 'é preciso um texto',
  'true or false is needed': 'é preciso true ou false',
  'a list is needed': 'é preciso uma lista',
  'an object is needed': 'é preciso um objeto',
  'it is missing': 'está faltando',
  'it may not be empty': 'não pode ficar vazio',
  'it has to be at least …': 'tem de ser no mínimo …',
  'it has to be at most …': 'tem de ser no máximo …',
  'it may have no more than … characters': 'não pode ter mais de … caracteres',
  'no more than … are taken at once': 'não são aceitos mais de … de uma vez',
  'it has to be one of …': 'tem de ser um destes: …',
  'nothing is known as …': 'não se conhece …',
  'it is not as expected': 'não é como se espera',
  '… can be meant in two ways: write it as 1234.00 or as 1.23':
    '… pode ser entendido de duas formas: escreva como 1234,00 ou como 1,23',
  'is the number of a delivery': 'é o número de uma entrega',
  'write it as /line_items/0/price': 'escreva como /line_items/0/price',
  // Laws.
  'this version cannot read its item': 'esta versão não consegue ler o item dele',
  'nothing is planned for the difference': 'nada está planejado para a diferença',
  'it waits, and no index lists it': 'ele espera, e nenhum índice o lista',
  'it could have been posted more than an hour ago': 'ele poderia ter sido lançado há mais de uma hora',
  // What is parked, and stays so.
  'it needs checking first; then name it by its id': 'precisa ser verificado antes; depois escolha-o pelo id',
  'it came from no shop': 'não veio de loja nenhuma',
  'points of a customer hang on it; put the cause right and redrive it':
    'pontos de um cliente dependem disto; corrija a causa e reprocesse',
  'a newer body has come meanwhile': 'um corpo mais novo chegou enquanto isso',
  // Promotions.
  'It is not fired.': 'Não é executada.',
  'there is no promotion "…"; there are: …': 'não há promoção "…"; há: …',
  '… cannot be fired: …': '… não pode ser executada: …',
  '… is still to come': '… ainda está por vir',
  '… lies more than seven days in the past': '… ficou mais de sete dias no passado',
  'the promotion ended at …': 'a promoção terminou em …',
  '… has no scheduled time before now; say for which with --at 2026-12-24T09:00':
    '… não tem hora agendada antes de agora; diga para qual, como 2026-12-24T09:00',
  '--at … is no time in …; write it as 2026-12-24T09:00': '… não é uma hora em …; escreva como 2026-12-24T09:00',
  'the queue did not take it; try again': 'a fila não aceitou; tente de novo',
  'The run left out no row of its audience.': 'A execução não deixou de fora nenhuma linha do público.',
  // Rows of an audience.
  'the customer is no e-mail address': 'o cliente não é um endereço de e-mail',
  'the customer is no document: digits only, with their usual punctuation':
    'o cliente não é um documento: só dígitos, com a pontuação usual',
  "the customer is no number of the platform's": 'o cliente não é um número da plataforma',
  'the birthday is no date: write it as 1990-12-31 or 12-31':
    'o aniversário não é uma data: escreva como 1990-12-31 ou 12-31',
  'there are no points': 'faltam os pontos',
  'the points are no whole number without a sign': 'os pontos não são um número inteiro sem sinal',
  'the points are zero': 'os pontos são zero',
  'the API takes at most … points': 'a API aceita no máximo … pontos',
  'the text has more than … characters': 'o texto tem mais de … caracteres',
  'has no …': 'não tem …',
  'is no JSON object': 'não é um objeto JSON',
  '… has to be text or a number': '… tem de ser texto ou número',
  'says … twice': 'diz … duas vezes',
  'no row of the audience can be used': 'nenhuma linha do público pode ser usada',
  'it would move … points, and maximumPoints is …': 'moveria … pontos, e maximumPoints é …',
  // Acts on an order.
  'It cannot be done.': 'Não pode ser feito.',
  'The log has no body of this order.': 'O registro não tem nenhum corpo deste pedido.',
  'Send the order again, then act on it.': 'Envie o pedido de novo, e depois aja nele.',
  'the order is not paid, or all of it went back': 'o pedido não está pago, ou voltou por inteiro',
  'the order is not paid': 'o pedido não está pago',
  'nothing is left on the order': 'nada resta no pedido',
  'no goods are left on the order': 'nenhum produto resta no pedido',
  'nothing is left of its total': 'nada resta do total dele',
  'the order is cancelled': 'o pedido está cancelado',
  'the order is refunded': 'o pedido está reembolsado',
  'the order has no refund': 'o pedido não tem reembolso',
  'Shopify has no way to undo a refund': 'a Shopify não permite desfazer um reembolso',
  'WooCommerce has no exchange: refund the one, and order the other':
    'a WooCommerce não tem troca: reembolse um, e peça o outro',
  'WooCommerce has no exchange': 'a WooCommerce não tem troca',
  'WooCommerce leaves the order refunded, whatever becomes of its refunds':
    'a WooCommerce deixa o pedido como reembolsado, seja o que for dos reembolsos dele',
  'say either lines or an amount': 'diga ou itens ou um valor',
  'say an amount: write it as 12.50': 'diga um valor: escreva como 12,50',
  '… is no amount: write it as 12.50': '… não é um valor: escreva como 12,50',
  '… is no price: write it as 12.50': '… não é um preço: escreva como 12,50',
  'no more than … is left': 'não restam mais do que …',
  'no line … has units on the order': 'nenhum item … tem unidades no pedido',
  'line … has no more than … units': 'o item … não tem mais do que … unidades',
  'say how many units go back, or an amount': 'diga quantas unidades voltam, ou um valor',
  'name each line once': 'nomeie cada item uma vez',
  'nothing goes back': 'nada volta',
  // Trying.
  'This is there on the local platform alone.': 'Isto só existe na plataforma local.',
  'Start one with npm start, and ./ponte console without --stage.':
    'Inicie uma com npm start, e ./ponte console sem --stage.',
  'Another points API than the sandbox is called.': 'A API de pontos que é chamada não é a de testes.',
  'Faults are for the sandbox: start the platform without BONIFIQ_BASE_URL and --bonifiq.':
    'Falhas são da API de testes: inicie a plataforma sem BONIFIQ_BASE_URL e sem --bonifiq.',
  'The sweep failed.': 'A varredura falhou.',
  'the function was stopped': 'a função foi parada',
  'The platform has no such store.': 'A plataforma não tem essa loja.',
  'GET /api/about lists its stores.': 'GET /api/about lista as lojas dela.',
  'There is no such fixture.': 'Não há esse exemplo.',
  'GET /api/fixtures and ./ponte send --list name those that there are.':
    'GET /api/fixtures e ./ponte send --list dizem quais há.',
  'Nothing was sent.': 'Nada foi enviado.',
  'The body has no such field.': 'O corpo não tem esse campo.',
  'It is no single value: name one inside it.': 'Não é um valor só: nomeie um dentro dele.',
  'The body is not JSON: nothing in it can be overridden.': 'O corpo não é JSON: nada nele pode ser alterado.',
  'GET /api/fixtures lists the fields of each fixture.': 'GET /api/fixtures lista os campos de cada exemplo.',
  'It was sent, and the platform has not logged it.': 'Foi enviado, e a plataforma não o registrou.',
  'What the platform prints says why.': 'O que a plataforma imprime diz por quê.',
  // Requests.
  'There is no such delivery, or it is kept no longer.': 'Não há essa entrega, ou ela não é mais guardada.',
  'The list shows those that there are.': 'A lista mostra as que há.',
  'Choose one of the list.': 'Escolha uma da lista.',
  'An order is named by its store and the platform’s own number.':
    'Um pedido é nomeado pela loja dele e pelo número da própria plataforma.',
  'Such as my-shop/5820982911946; customers see another number.':
    'Como my-shop/5820982911946; o número que os clientes veem é outro.',
  'Nothing can be changed here.': 'Nada pode ser mudado aqui.',
  'Start ./ponte console --stage … with --write to change something.':
    'Inicie ./ponte console --stage … com --write para mudar algo.',
  'docs/console.md says what is taken.': 'docs/console.md diz o que é aceito.',
  'docs/console.md lists what there is.': 'docs/console.md lista o que há.',
  'The console has no such JSON.': 'O console não tem esse JSON.',
  'There is no such page.': 'Essa página não existe.',
  'Open / of the console.': 'Abra / do console.',
  '… is not taken here.': '… não é aceito aqui.',
  'Use GET.': 'Use GET.',
  'The body is too large, or does not say how large it is.': 'O corpo é grande demais, ou não diz o tamanho que tem.',
  'Send less.': 'Envie menos.',
  'The body is not JSON.': 'O corpo não é JSON.',
  'The console answers under its own address alone.': 'O console responde só no endereço dele.',
  'Open …, as ./ponte console prints it.': 'Abra …, como ./ponte console o imprime.',
  'The token is missing, or is of another console.': 'O token falta, ou é de outro console.',
  'Open the address that ./ponte console printed: it holds the token. Start it again for a new one.':
    'Abra o endereço que ./ponte console imprimiu: ele contém o token. Inicie-o de novo para obter outro.',
  'A change has to come from the console’s own page.': 'Uma mudança tem de vir da página do próprio console.',
  'Do it on the page; a script sends the token as Authorization: Bearer and no Origin.':
    'Faça isso na página; um script envia o token como Authorization: Bearer, sem Origin.',
  'A change is sent as JSON.': 'Uma mudança é enviada como JSON.',
  'Send content-type: application/json.': 'Envie content-type: application/json.',
  "The ledger has no order … of …. It was never told of, or nothing of it could be recorded: ./ponte parked lists what could not be read. Is … the platform's own number, and not the one that customers see?":
    'O livro-razão não tem o pedido … de …. Nunca se soube dele, ou nada dele pôde ser registrado: ./ponte parked lista o que não pôde ser lido. … é o número da própria plataforma, e não o que os clientes veem?',
  'The ledger has no order … of …. The configuration has no such store; its stores are ….':
    'O livro-razão não tem o pedido … de …. A configuração não tem essa loja; as lojas dela são ….',
  'No store knows its customers by such an id: ….': 'Nenhuma loja conhece os clientes por um id assim: ….',
  'The configuration has no store …; its stores are ….': 'A configuração não tem a loja …; as lojas dela são ….',
  '… wants an e-mail address': '… quer um endereço de e-mail',
  '… wants a document': '… quer um documento',
  "… wants the platform's number": '… quer o número da plataforma',
  '… wants an e-mail address, …': '… quer um endereço de e-mail, …',
  '… wants a document, …': '… quer um documento, …',
  "… wants the platform's number, …": '… quer o número da plataforma, …',
  'Look for it in the list; it may have another name there.': 'Procure na lista; lá pode ter outro nome.',
  'Try it again; ./ponte doctor looks at the whole.': 'Tente de novo; ./ponte doctor examina o todo.',
  'The local platform does not answer any more. What it prints says why; npm start starts it again.':
    'A plataforma local não responde mais. O que ela imprime diz por quê; npm start a inicia de novo.',
  'The local platform refuses: HTTP ….': 'A plataforma local recusa: HTTP ….',
  'Does the local platform still run, and is its disk full? What it prints says more; npm start starts it again.':
    'A plataforma local ainda está em execução, e o disco dela está cheio? O que ela imprime diz mais; npm start a inicia de novo.',
  // AWS.
  'Set AWS_PROFILE to a profile of yours, or log in: aws sso login.':
    'Defina AWS_PROFILE com um perfil seu, ou entre: aws sso login.',
  'The session has ended, or belongs to another account: log in again, or set AWS_PROFILE.':
    'A sessão terminou, ou é de outra conta: entre de novo, ou defina AWS_PROFILE.',
  'The secret key is another one, or the clock of this machine is wrong.':
    'A chave secreta é outra, ou o relógio desta máquina está errado.',
  'Somebody who may change IAM has to allow it for this role.':
    'Alguém que possa mudar o IAM tem de permitir isso a este papel.',
  'Is the stage … deployed, and in this region and account? AWS_REGION and AWS_PROFILE say where to look.':
    'O ambiente … está publicado, e nesta região e conta? AWS_REGION e AWS_PROFILE dizem onde procurar.',
  'Is there a network, and is this the region of …? AWS_REGION says where to look.':
    'Há rede, e esta é a região de …? AWS_REGION diz onde procurar.',
  'Too much was asked at once: call it again in a minute.': 'Foi pedido demais de uma vez: tente de novo em um minuto.',
  'It did not answer in time: call it again. What is done is done, and is not done twice.':
    'Não respondeu a tempo: tente de novo. O que está feito está feito, e não se faz duas vezes.',
  // Numbers.
  'The metrics that the functions of the local platform wrote.':
    'As métricas que as funções da plataforma local escreveram.',
  'What came before …: the platform keeps no more.': 'Falta o que veio antes de …: a plataforma não guarda mais.',
  'The metrics in the CloudWatch namespace …, which are minutes behind.':
    'As métricas do namespace … do CloudWatch, que estão minutos atrasadas.',
};
