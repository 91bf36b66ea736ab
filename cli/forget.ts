import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { digestsUnder } from '../src/domain/erasure/erase-record.ts';
import { forget } from '../src/erasure/forget.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { escapeControls } from '../src/shared/escape-controls.ts';
import type { Connection } from './connection.ts';
import { forgottenReport, inWords, wantsAPerson } from './erasure/forgotten-report.ts';
import { type Named, whom } from './erasure/whom.ts';
import { print } from './terminal.ts';

interface Choice extends Named {
  readonly apply: boolean;
  readonly json: boolean;
}

/** `ponte forget` */
export async function forgetCustomer(connection: Connection, choice: Choice, deadline: Deadline): Promise<void> {
  const ids = choice.ids.includes('-') ? await idsFromInput() : choice.ids;
  const erasure = await whom(connection, { ...choice, ids }, deadline);
  const { ledger, ledgerScan: scan, runs, fileVersions: files } = connection;
  const { promotions } = await connection.config();
  // The key is kept nowhere.
  const digest = digestsUnder(randomBytes(32));
  const forgotten = await forget({ ledger, scan, runs, files, promotions, digest }, erasure, choice.apply, deadline);
  const report = forgottenReport(forgotten);
  print(choice.json ? escapeControls(JSON.stringify(report)) : inWords(report));
  if (wantsAPerson(report)) process.exitCode = 1;
}

/** One a line: what a shell is called with stays in its history. */
async function idsFromInput(): Promise<readonly string[]> {
  const lines = (await text(process.stdin)).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
