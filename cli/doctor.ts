import type { Severity } from '../src/domain/outcome-table.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { PlatformOptions } from './base-command.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { coloured, faint, inLines, print, type Shown, shown, strong } from './terminal.ts';

interface Options extends PlatformOptions {
  readonly probe: boolean;
}

const SEVERITY: Readonly<Record<Finding['status'], Severity>> = {
  fine: 'success',
  warning: 'warning',
  wrong: 'error',
  unknown: 'error',
};

/** `ponte doctor`. Exit code 1 where something is wrong or could not be looked at. */
export async function doctor(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const counts = { fine: 0, warning: 0, wrong: 0, unknown: 0 };
  let last = '';
  for await (const finding of examine({ connection, deadline, probe: options.probe })) {
    counts[finding.status] += 1;
    if (options.json) print(JSON.stringify(finding));
    else {
      if (finding.check !== last) print(strong(finding.check));
      print(inWords(finding));
    }
    last = finding.check;
  }
  if (counts.wrong + counts.unknown > 0) process.exitCode = 1;
  if (options.json) return;
  const { fine, warning, wrong, unknown } = counts;
  print(`${fine} fine, ${counted(warning, 'warning')}, ${wrong} wrong, ${unknown} could not be looked at`);
}

function inWords({ status, what, why, next }: Finding): Shown {
  const lines = [shown`  ${coloured(SEVERITY[status], status.padEnd(8))}${what}`];
  if (why !== null) lines.push(shown`          ${faint(why)}`);
  if (next !== null) lines.push(shown`          ${next}`);
  return inLines(lines);
}
