import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { metricTable } from '../../src/aws/cloudwatch/metric-table.ts';
import { nextSteps } from '../../src/domain/next-steps.ts';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { parkedReasons } from '../../src/domain/parked-reasons.ts';
import { type Reason, reasons } from '../../src/domain/reasons.ts';
import { refusalOf } from '../support/refusal-of.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/operating.md'), 'utf8');
const recovery = readFileSync(join(root, 'docs/recovery.md'), 'utf8');
const eventTable = readFileSync(join(root, 'src/aws/cloudwatch/event-table.ts'), 'utf8');
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

function section(heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)^## `, 'm').exec(text)?.[1] ?? '';
}

/** The rows of a section's tables whose first cell names something. */
function rowsOf(of: string): string[][] {
  return [...of.matchAll(/^\| (`.*) \|$/gm)].map(([, cells = '']) => cells.split(' | '));
}

const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);

/** What log lines are called, as the one table of them writes it. */
const WHAT = /told\('\w+', '(\w+)'\)|'(\w+)', (?:fields|errorFields|\{)/g;
const whats = new Set([...eventTable.matchAll(WHAT)].map(([, own, given = '']) => own ?? given));

describe('the runbook has every reason, in the words of the table', () => {
  const written = (names: readonly string[]) =>
    names.map((name) => [`\`${name}\``, reasons[name as Reason], nextSteps[name as Reason]]);

  test('of what is parked', () => {
    expect(rowsOf(section('Parked'))).toEqual(written(Object.keys(parkedReasons)));
  });

  test('of every other outcome', () => {
    expect(rowsOf(section('Reasons'))).toEqual(
      written(Object.keys(reasons).filter((name) => !(name in parkedReasons))),
    );
  });
});

describe('what the runbook names is there', () => {
  test('outcomes', () => {
    const named = rowsOf(section('What the answers mean')).flatMap(([cell = '']) => namesIn(cell));
    expect(named.toSorted()).toEqual(Object.keys(outcomeTable).toSorted());
  });

  test('log lines', () => {
    const listed = rowsOf(section('Alarms')).flatMap(([cell = '']) => namesIn(cell));
    const queried = [...text.matchAll(/message\.what (?:!?=|in) (\[[^\]]*\]|"\w+")/g)].flatMap(([, value = '']) =>
      [...value.matchAll(/"(\w+)"/g)].map(([, what = '']) => what),
    );
    expect(queried.length).toBeGreaterThan(5);
    expect(listed.toSorted()).toEqual([...whats].toSorted());
    expect(queried.filter((what) => !whats.has(what))).toEqual([]);
  });

  test('metrics of our own', () => {
    const [, counted = ''] = /^What else is counted: (.*)$/m.exec(text) ?? [];
    expect(namesIn(counted).length).toBeGreaterThan(2);
    expect(namesIn(counted).filter((name) => !(name in metricTable))).toEqual([]);
  });

  test('commands', async () => {
    expect(scriptsIn(text).filter((script) => !(script in scripts))).toEqual([]);
    expect(commandsIn(text).length).toBeGreaterThan(5);
    expect(await refused(commandsIn(text))).toEqual([]);
  });

  test('commands of recovery, and its tests', async () => {
    expect(scriptsIn(recovery).filter((script) => !(script in scripts))).toEqual([]);
    const asked = commandsIn(recovery)
      .map((words) => words.replaceAll('<instant>', '2026-11-30T12:00:00Z'))
      .map((words) => words.replace(/--until \S+/, '--until 2026-11-30T14:00:00Z'));
    expect(asked.length).toBeGreaterThan(5);
    expect(await refused(asked)).toEqual([]);
    const tests = [...recovery.matchAll(/\]\(\.\.\/(test\/[^)]+)\)/g)].map(([, file = '']) => file);
    expect(tests.length).toBeGreaterThan(3);
    expect(tests.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

/** The npm scripts that a document names. */
function scriptsIn(document: string): string[] {
  return [...document.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
}

/** The words of the commands that a document names. */
function commandsIn(document: string): string[] {
  return [...document.matchAll(/\.\/ponte ([^#`\n]*)/g)].map(([, words = '']) => words.trim());
}

async function refused(commands: readonly string[]): Promise<string[]> {
  const refusals: string[] = [];
  for (const words of commands) {
    const refusal = await refusalOf(words.split(/\s+/));
    if (refusal !== null) refusals.push(refusal);
  }
  return refusals;
}
