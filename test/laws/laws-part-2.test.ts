import { lawsHold } from './laws-hold.ts';

lawsHold({ seed: 10_001, histories: 10_000 });
