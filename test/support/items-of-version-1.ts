// Items as the first version of the ledger's table wrote them: without a schema version, and without an order's lines.

/** A Shopify order of 230.00 in goods and 15.00 shipping, 55.00 of a line and all of the shipping given back. */
export const SHOPIFY_ITEM_1 = {
  store: 'demo-shopify',
  order: '6100000000001',
  facts:
    '{"standing":{"observed":{"observedAtMs":1773316802000,"rank":5,"bodyHash":"5c4d8d0064e8a755791655e162902b40d865fcead8b8b73a72849a81ffe72075"},"value":{"kind":"due"}},"money":{"observed":{"observedAtMs":1773316802000,"rank":5,"bodyHash":"5c4d8d0064e8a755791655e162902b40d865fcead8b8b73a72849a81ffe72075"},"value":{"paidAtMs":1773147600000,"eligible":"230","eligibleTax":"23","shareBase":"253","total":"268.00","currency":"BRL","presentment":{"currency":"BRL","total":"268.00"},"taxesIncluded":false}},"customer":{"observed":{"observedAtMs":1773316802000,"rank":5,"bodyHash":"5c4d8d0064e8a755791655e162902b40d865fcead8b8b73a72849a81ffe72075"},"value":"ana.souza@example.com"},"listedRefunds":null,"collectedRefunds":{"9100000000001":{"id":"9100000000001","transactions":[{"id":"7200000000001","status":"success","amount":"55.00","currency":"BRL"}],"shipping":[],"lines":[{"id":"9200000000002","excluded":false,"subtotal":{"shop":"50.00","presentment":"50.00"},"tax":{"shop":"5.00","presentment":"5.00"}}],"rate":{"shop":"50","presentment":"50"}},"9100000000002":{"id":"9100000000002","transactions":[{"id":"7200000000002","status":"success","amount":"15.00","currency":"BRL"}],"shipping":[{"id":"9300000000001","source":"line","amount":{"shop":"15","presentment":"15"},"tax":{"shop":"0","presentment":"0"}},{"id":"9400000000001","source":"adjustment","amount":{"shop":"15","presentment":"15"},"tax":{"shop":"0","presentment":"0"}}],"lines":[],"rate":{"shop":"15","presentment":"15"}}},"transactionStatuses":{}}',
  pinned:
    '{"rule":{"version":"1","pointsPerUnit":"1","rounding":"floor","minimumOrder":"0","tax":"excluded","holdDays":0,"fromMs":0,"maximumPoints":null},"campaign":null,"awardFromMs":1420077600000}',
  customer: '"ana.souza@example.com"',
  entries:
    '[{"state":"applied","parked":null,"attempts":1,"countedFrom":0,"unanswered":[],"lease":null,"notBeforeMs":1796126400000,"firstAttemptAtMs":1796126400000,"storeMissingSinceMs":null,"plannedAtMs":1796126400000,"lastReply":{"status":200,"codeName":null,"errorCode":null,"message":null},"warning":null,"balanceAfter":180,"number":1,"points":180,"changeKey":"ADD-ana.souza@example.com-180-6100000000001","reason":"Order 6100000000001: paid, after refunds (refund 9100000000001)","customerReason":null}]',
};

/** A WooCommerce order of 52.48 in goods, 68.00 in all, of which 5.00 went back. */
export const WOOCOMMERCE_ITEM_1 = {
  store: 'demo-woocommerce',
  order: '18',
  facts:
    '{"standing":{"observed":{"observedAtMs":1795377520000,"rank":1796126400000,"bodyHash":""},"value":{"kind":"due"}},"money":{"observed":{"observedAtMs":1795377520000,"rank":1796126400000,"bodyHash":""},"value":{"paidAtMs":1795377517000,"eligible":"52.48","eligibleTax":"9.53","shareBase":"68.00","total":"68.00","currency":"EUR","presentment":{"currency":"EUR","total":"68.00"},"taxesIncluded":false}},"customer":{"observed":{"observedAtMs":1795377520000,"rank":1796126400000,"bodyHash":""},"value":"noor.devries@example.com"},"listedRefunds":{"observed":{"observedAtMs":1795377520000,"rank":1796126400000,"bodyHash":""},"value":[{"id":"19","amount":"5"}]},"collectedRefunds":{},"transactionStatuses":{}}',
  pinned:
    '{"rule":{"version":"1","pointsPerUnit":"1","rounding":"floor","minimumOrder":"0","tax":"excluded","holdDays":0,"fromMs":0,"maximumPoints":null},"campaign":null,"awardFromMs":1420066800000}',
  customer: '"noor.devries@example.com"',
  entries:
    '[{"state":"applied","parked":null,"attempts":1,"countedFrom":0,"unanswered":[],"lease":null,"notBeforeMs":1796126400000,"firstAttemptAtMs":1796126400000,"storeMissingSinceMs":null,"plannedAtMs":1796126400000,"lastReply":{"status":200,"codeName":null,"errorCode":null,"message":null},"warning":null,"balanceAfter":52,"number":1,"points":52,"changeKey":"ADD-noor.devries@example.com-52-18","reason":"Order 18: paid","customerReason":null},{"state":"applied","parked":null,"attempts":1,"countedFrom":0,"unanswered":[],"lease":null,"notBeforeMs":1796126400000,"firstAttemptAtMs":1796126400000,"storeMissingSinceMs":null,"plannedAtMs":1796126400000,"lastReply":{"status":200,"codeName":null,"errorCode":null,"message":null},"warning":null,"balanceAfter":48,"number":2,"points":-4,"changeKey":"REMOVE-noor.devries@example.com-4-18-2","reason":"Order 18: refunded (refund 19)","customerReason":null}]',
};

/** An award of 10 points that was applied. */
export const AWARD_ITEM_1 = {
  store: 'acme',
  award: 'christmas-20261224T120000Z-17',
  customer: '"ana@example.com"',
  entries:
    '[{"state":"applied","parked":null,"attempts":1,"countedFrom":0,"unanswered":[],"lease":null,"notBeforeMs":5,"firstAttemptAtMs":5,"storeMissingSinceMs":null,"plannedAtMs":5,"lastReply":null,"warning":null,"balanceAfter":10,"number":1,"points":10,"changeKey":"ADD-ana@example.com-10-christmas-20261224T120000Z","reason":"Promotion christmas","customerReason":null}]',
};
