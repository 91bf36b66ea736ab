// Items as version 2 wrote them: an attribute for each part of an order, each fact with its observation.

/** `FULL_RECORD`. */
export const FULL_ITEM_2 = {
  schemaVersion: 2,
  store: 'acme',
  order: '820982911946154508',
  facts:
    '{"identity":[5,"key"],"standing":[[30,4,"hash",20],{"kind":"notDue","because":"cancelled"}],"money":[[30,4,"hash",20],[10,"268.00","BRL",["USD","50.00"],{"kind":"lines","taxesIncluded":false,"lines":[["14","goods",2,"180","18"],["15","tip",1,"5","0"]],"shipping":["15","1"]}]],"unitsLeft":[[30,4,"hash",20],{"14":1}],"customer":[[30,4,"hash",20],"ana@example.com"],"listedRefunds":[[30,4,"hash",20],[["91","5"]]],"collectedRefunds":{"91":["91",[["72","success","55.00","USD"]],[["14",false,1,"90","9"]],["3","0"],["3","0.3"],"-10","2",["50","10"]]},"transactionStatuses":{"72":"failure"},"aheadBodies":{"hash":20}}',
  pinned:
    '{"rule":{"version":"first","fromMs":0,"rounding":"floor","maximumPoints":null,"tax":"excluded","holdDays":0,"pointsPerUnit":"1","minimumOrder":"0"},"campaign":{"name":"campaign","multiplier":"2"},"awardFromMs":0}',
  customer: '"ana@example.com"',
  entries:
    '[{"number":1,"points":10,"changeKey":"ADD-ana@example.com-10-1","reason":"Order 1","state":"pending","attempts":0,"lease":{"holder":"worker","untilMs":40},"notBeforeMs":0,"plannedAtMs":0,"lastReply":{"status":503,"codeName":"Busy","errorCode":7,"message":"later"},"countedFrom":0,"unanswered":[]}]',
  paymentAhead: '{"sinceMs":20,"untilMs":90}',
};

/** A WooCommerce order of 52.48 that was applied, as it is most often. */
export const APPLIED_ITEM_2 = {
  schemaVersion: 2,
  store: 'acme',
  order: '18',
  facts:
    '{"identity":[null,"0f3a"],"standing":[[1795377520000,1796126400000,""],{"kind":"due"}],"money":[[1795377520000,1796126400000,""],[1795377517000,"68.00","EUR",["EUR","68.00"],{"kind":"sum","eligible":"52.48","eligibleTax":"9.53","shareBase":"68.00"}]],"unitsLeft":null,"customer":[[1795377520000,1796126400000,""],"noor.devries@example.com"],"listedRefunds":[[1795377520000,1796126400000,""],[]],"collectedRefunds":{},"transactionStatuses":{},"aheadBodies":{}}',
  pinned:
    '{"rule":{"version":"1","pointsPerUnit":"1","rounding":"floor","minimumOrder":"0","tax":"excluded","holdDays":0,"fromMs":0,"maximumPoints":null},"campaign":null,"awardFromMs":1420066800000}',
  customer: '"noor.devries@example.com"',
  entries:
    '[{"state":"applied","attempts":1,"countedFrom":0,"unanswered":[],"notBeforeMs":1796126400000,"firstAttemptAtMs":1796126400000,"plannedAtMs":1796126400000,"lastReply":{"status":200,"codeName":null,"errorCode":null,"message":null},"balanceAfter":52,"number":1,"points":52,"changeKey":"ADD-noor.devries@example.com-52-18","reason":"Order 18: paid"}]',
};
