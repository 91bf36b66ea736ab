import { describeOccurrenceShelf } from '../../support/conformance/run-store.ts';
import { createModelOccurrenceShelf } from './model-run-store.ts';

describeOccurrenceShelf('model', async () => ({ shelf: createModelOccurrenceShelf(), close: async () => {} }));
