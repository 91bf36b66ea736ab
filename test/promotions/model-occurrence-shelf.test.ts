import { createModelOccurrenceShelf } from '../simulation/model-occurrence-shelf.ts';
import { describeOccurrenceShelf } from './occurrence-shelf-conformance.ts';

describeOccurrenceShelf('model', async () => ({ shelf: createModelOccurrenceShelf(), close: async () => {} }));
