import type { Store } from '../../../../src/domain/store.ts';
import type { Random } from '../histories/random.ts';

type By = Store['customer']['by'];

/** A customer's name as Ponte has to write it. */
export function customerNumber(by: By, number: number): string {
  switch (by) {
    case 'email':
      return `shopper-${number}+gift%40@customers.example`;
    case 'document':
      return String(31_415_926_535 + number * 7_919);
    case 'platformId':
      return String(820_982_911_946_154_508n + BigInt(number));
    default:
      return by satisfies never;
  }
}

/** The same customer as people write it. */
export function spelled(by: By, customer: string, random: Random): string {
  switch (by) {
    case 'email':
      return random.pick([customer, customer, customer.toUpperCase(), ` ${customer} `]);
    case 'document':
      return random.pick([customer, customer.replace(/^(\d{3})(\d{3})(\d{3})(\d{2})$/, '$1.$2.$3-$4')]);
    case 'platformId':
      return random.pick([customer, customer, ` ${customer}`]);
    default:
      return by satisfies never;
  }
}

/** What names nobody. */
export function nobody(by: By, random: Random): string {
  switch (by) {
    case 'email':
      return random.pick(['nobody', 'two words@customers.example', '@customers.example']);
    case 'document':
      return random.pick(['none', '123.456.789-0X']);
    case 'platformId':
      return random.pick(['0', '007', 'gid']);
    default:
      return by satisfies never;
  }
}
