import { lawsHold } from './short-run.ts';

lawsHold({ seed: 1, histories: 2_500 });
