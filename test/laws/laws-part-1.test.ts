import { lawsHold } from './laws-hold.ts';

lawsHold({ seed: 1, histories: 10_000 });
