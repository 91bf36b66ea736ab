import { describe, expect, test } from 'vitest';
import { SITUATIONS } from './histories/situation.ts';
import { type LawsReport, runLaws } from './run-laws.ts';

/** Outcomes, faults and deaths that no run of this size may go without. */
const MUST_OCCUR = [
  'outcome applied',
  'outcome alreadyApplied',
  'outcome appliedWithWarning',
  'outcome nothingToDo',
  'outcome skipped',
  'outcome deferred',
  'outcome parked',
  'outcome notRecorded',
  'deliveries at once',
  'someone else used the key',
  'a customer spent points',
  'uncollected',
  'conflict with its own write',
  ...[
    'secrets.read',
    'ledger.load',
    'ledger.save',
    'ledger.due',
    'api.change',
    'api.createCustomer',
    'queue.send',
  ].flatMap((port) => [`death before ${port}`, `death after ${port}`]),
  ...['secrets.read', 'ledger.load', 'ledger.save', 'ledger.due', 'queue.send'].flatMap((port) => [
    `failure of ${port} before its effect`,
    `failure of ${port} after its effect`,
  ]),
  ...[301, 400, 401, 403, 408, 422, 425, 429, 500].map((status) => `api status ${status} before`),
  'api status 500 after',
  'api badGateway after',
  'api badJson',
  'api empty',
  'api cut before',
  'api cut after',
  'api hang before',
  'api hang after',
  'api olderEnvelope',
  'api camelCaseEnvelope',
  'api warning',
  'api refusal',
  ...['applied', 'unknown', 'credentialsRefused', 'customerUnknown', 'insufficientBalance', 'refused'].map(
    (result) => `reply ${result}`,
  ),
  ...['refused', 'needsChecking', 'customerUnknown', 'insufficientBalance'].map((because) => `parked ${because}`),
  ...['apiWarning', 'keyUsedByOther'].map((warning) => `warning ${warning}`),
];

/**
 * The laws of the design, over random histories of orders. Split over files so that both cores work.
 * What the API, the ledger, the queue and the process suffer meanwhile is counted, too.
 */
export function lawsHold(run: { readonly seed: number; readonly histories: number }): void {
  describe(`histories from seed ${run.seed}`, () => {
    let report: LawsReport;

    test(`${run.histories} histories keep every law`, { timeout: 900_000 }, async () => {
      report = await runLaws(run);
      expect(report.broken.map(({ message }) => message)).toEqual([]);
      expect(report.histories).toBe(run.histories);
    });

    test.each(SITUATIONS)('%s: at least one history in a hundred', (situation) => {
      expect((report.situations.get(situation) ?? 0) / report.histories).toBeGreaterThanOrEqual(0.01);
    });

    test.each(MUST_OCCUR)('%s: exercised', (what) => {
      expect(report.exercised.get(what) ?? 0).toBeGreaterThan(0);
    });
  });
}
