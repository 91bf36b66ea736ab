import { lawsHold } from './short-run.ts';

lawsHold({ world: 'promotions', seed: 1, histories: 150 }, [
  'run queued',
  'run refused',
  'outcome applied',
  'outcome alreadyApplied',
  'outcome nothingToDo',
  'outcome skipped',
  'outcome deferred',
  'outcome parked',
  'outcome notRecorded',
  'outOfTime',
  'parked refused',
  'parked needsChecking',
  'parked customerUnknown',
  'parked insufficientBalance',
  'parked uncollected',
  'dead letter',
]);
