import { describeRunStore } from '../../support/conformance/run-store.ts';
import { createModelRunStore } from './model-run-store.ts';

describeRunStore('model', async () => ({ shelf: createModelRunStore(), close: async () => {} }));
