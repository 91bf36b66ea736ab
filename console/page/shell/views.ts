import type { About } from '../../api.ts';
import type { IconName } from '../parts/icons.tsx';
import type { Word } from '../words/say.ts';

interface View {
  /** The first part of its address. */
  readonly name: 'deliveries' | 'orders' | 'work' | 'try' | 'promotions' | 'numbers';
  readonly icon: IconName;
  readonly title: Word;
  /** `g` and this key go there. */
  readonly key: string;
  isThere(place: About): boolean;
}

const always = () => true;

/** Those of the navigation, in its order. */
export const views: readonly View[] = [
  { name: 'deliveries', icon: 'deliveries', title: 'deliveries.title', key: 'd', isThere: always },
  { name: 'orders', icon: 'orders', title: 'orders.title', key: 'o', isThere: always },
  { name: 'work', icon: 'work', title: 'work.title', key: 'w', isThere: always },
  { name: 'try', icon: 'try', title: 'try.title', key: 't', isThere: ({ canTry }) => canTry },
  { name: 'promotions', icon: 'promotions', title: 'promotions.title', key: 'p', isThere: always },
  { name: 'numbers', icon: 'numbers', title: 'numbers.title', key: 'n', isThere: always },
];
