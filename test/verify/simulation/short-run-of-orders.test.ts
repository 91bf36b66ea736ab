import { lawsHold } from './short-run.ts';

lawsHold({ world: 'orders', seed: 1, histories: 2_000 }, [
  'outcome applied',
  'outcome alreadyApplied',
  'outcome appliedWithWarning',
  'outcome nothingToDo',
  'outcome skipped',
  'outcome deferred',
  'outcome parked',
  'outcome notRecorded',
  'outcome signatureRefused',
  'parked refused',
  'parked needsChecking',
  'parked customerUnknown',
  'parked triesExhausted',
  'warning apiWarning',
  'warning keyUsedByOther',
  'dead letter',
  'entry in shadow',
  'person erasure',
  'order erased',
  'person repin',
]);
