import { lawsHold } from './short-run.ts';

lawsHold({ seed: 2501, histories: 2_500 });
