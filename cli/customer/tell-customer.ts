import type { CustomerExplanation } from '../../src/explain/customer-explanation.ts';
import { counted } from '../counted.ts';
import { print, shown, signed, strong } from '../terminal.ts';
import type { Times } from '../times.ts';

/** What stands behind a balance, in words. */
export function tellCustomer(said: CustomerExplanation, times: Times): void {
  const { account, customer, stores, records, changes, unread, sums } = said;
  const time = times(stores);
  print(strong(`Customer ${customer} in the account ${account} (${stores.join(', ')})`));
  if (sums.balance !== null) print(`  BonifiQ's balance: ${sums.balance}.`);
  else if (changes?.length === 0) print('  BonifiQ gave neither a balance nor a history of this customer.');
  else print('  The balance was not read.');
  print(`  Posted by ${counted(records.length, 'order or award', 'orders and awards')} of the ledger: ${sums.orders}.`);
  if (unread !== null) print(shown`  BonifiQ's history was not read: ${unread}.`);
  if (sums.promotions !== 0) print(`  Under titles of promotions: ${signed(sums.promotions)}.`);
  if (sums.unexplained !== 0) print(`  Explained by neither: ${signed(sums.unexplained)}.`);
  if (sums.notInHistory !== 0) print(`  Posted, and not in BonifiQ's history: ${signed(sums.notInHistory)}.`);
  if (sums.beyondHistory !== null && sums.beyondHistory !== 0)
    print(`  The balance differs from the sum of its history by ${signed(sums.beyondHistory)}.`);
  if (records.length > 0) print(shown`\n${strong('Orders and awards')}`);
  for (const record of records) {
    const wanted = record.target === null || record.target === record.posted ? '' : ` of ${record.target}`;
    const inShadow = record.shadow ? ', in shadow: nothing is posted' : '';
    print(shown`  ${record.id}  posted ${record.posted}${wanted}${inShadow}`);
    for (const { number, points, state, counts, inHistory } of record.entries) {
      const found =
        inHistory === null
          ? counts && changes !== null
            ? ", not in BonifiQ's history"
            : ''
          : `, in BonifiQ's history on ${time(inHistory)}`;
      print(shown`    ${number}. ${signed(points)}  ${state}${found}`);
    }
  }
  if (changes === null || changes.length === 0) return;
  print(shown`\n${strong("BonifiQ's history")}`);
  for (const { at, points, title, isCanceled, by } of changes) {
    const what =
      by === null
        ? 'neither an order nor a promotion of Ponte'
        : by.kind === 'promotion'
          ? `promotion ${by.id}, by its title`
          : `${by.id}, entry ${by.entry}`;
    print(
      shown`  ${time(at)}  ${signed(points)}  ${what}${isCanceled ? ', canceled' : ''}${title === null ? '' : `  “${title}”`}`,
    );
  }
}
