import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outcome, outcomeBody } from '../../src/domain/outcome.ts';
import { type OutcomeKind, outcomeTable } from '../../src/domain/outcome-table.ts';

/** The contract with platforms and merchants, row by row. */
const CONTRACT: readonly (readonly [means: string, kinds: readonly OutcomeKind[], severity: string, http: number])[] = [
  ['applied, already applied, nothing to do', ['applied', 'alreadyApplied', 'nothingToDo'], 'success', 200],
  ["applied with the API's warning, skipped for a stated reason", ['appliedWithWarning', 'skipped'], 'warning', 200],
  ['recorded, to be settled later', ['deferred'], 'warning', 202],
  ['recorded for a person', ['parked'], 'error', 200],
  ['signature wrong or missing', ['signatureRefused'], 'error', 401],
  ['unknown store', ['unknownStore'], 'error', 404],
  ['body over 5 MiB', ['tooLarge'], 'error', 413],
  ['neither settled nor durably recorded', ['notRecorded'], 'error', 503],
];

describe('what an outcome answers', () => {
  test.each(CONTRACT)('%s', (_means, kinds, severity, httpStatus) => {
    for (const kind of kinds) expect(outcomeTable[kind]).toMatchObject({ severity, httpStatus });
  });

  test('there are no others', () => {
    expect(Object.keys(outcomeTable).sort()).toEqual(CONTRACT.flatMap(([, kinds]) => kinds).sort());
  });

  test('only what was never proven genuine is a 4xx', () => {
    const refused = Object.entries(outcomeTable).filter(([, { httpStatus }]) => httpStatus >= 400 && httpStatus < 500);
    expect(refused.map(([kind]) => kind)).toEqual(['signatureRefused', 'unknownStore', 'tooLarge']);
    for (const [, { disposition }] of refused) expect(disposition).toBe('refused');
  });

  test('a 2xx is for what is done, deferred or parked, and nothing else is', () => {
    for (const { httpStatus, disposition } of Object.values(outcomeTable)) {
      expect(httpStatus < 300).toBe(['done', 'deferred', 'parked'].includes(disposition));
    }
  });

  test('the log level follows the severity', () => {
    const levels = { success: 'info', warning: 'warn', error: 'error' };
    for (const { severity, logLevel } of Object.values(outcomeTable)) expect(logLevel).toBe(levels[severity]);
  });
});

describe('the body of an answer', () => {
  test('names order and entries where there are any', () => {
    expect(outcomeBody(outcome('nothingToDo', 'ping'))).toEqual({
      severity: 'success',
      outcome: 'nothingToDo',
      reason: 'ping',
      message: 'ping',
    });
    const entries = [{ changeKey: 'ADD-***-10-123', points: 10, outcome: 'applied' }] as const;
    expect(outcomeBody({ kind: 'applied', reason: 'applied', message: 'applied', order: '123', entries })).toEqual({
      severity: 'success',
      outcome: 'applied',
      reason: 'applied',
      order: '123',
      entries,
      message: 'applied',
    });
  });
});

/** A status, severity or level that is written instead of looked up. */
const LITERAL =
  /\b(?:status(?:Code)?|httpStatus)['"]?\s*(?:[:=]|===?)\s*\d|\b(?:severity|logLevel)['"]?\s*(?:[:=]|===?)\s*['"]/i;
const root = join(import.meta.dirname, '../..');

describe('no other file decides what is answered', () => {
  const files = ['src', 'handlers']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => file.endsWith('.ts'))
    // The points API's own statuses and severities are read there.
    .filter(
      (file) =>
        !file.startsWith('src/bonifiq/') &&
        ![
          'src/domain/post-result.ts',
          'src/domain/outcome-table.ts',
          // Of the answers of a shop.
          'src/platforms/woocommerce/rest-answer.ts',
          'src/platforms/shopify/admin-reply.ts',
          'src/platforms/shopify/admin-token.ts',
        ].includes(file),
    );
  const codeOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

  test('the scan would find it', () => {
    expect(files.length).toBeGreaterThan(50);
    for (const line of [
      'statusCode: 200',
      "severity = 'error'",
      'status === 503',
      '"severity":"x"',
      'httpStatus: 401',
    ]) {
      expect(line).toMatch(LITERAL);
    }
    expect(codeOf('src/domain/outcome-table.ts')).toMatch(LITERAL);
  });

  test('in code', () => {
    expect(files.filter((file) => LITERAL.test(codeOf(file)))).toEqual([]);
    const logs = files.filter((file) => /\bconsole\b/.test(codeOf(file)));
    expect(logs).toEqual(['src/aws/cloudwatch/telemetry.ts']);
  });
});
