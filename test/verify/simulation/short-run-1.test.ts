import { lawsHold, OUTCOMES_OF_ORDERS } from './short-run.ts';

lawsHold({ world: 'orders', seed: 1, histories: 2_500 }, OUTCOMES_OF_ORDERS);
