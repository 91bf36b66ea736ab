import { LAWS, type Law } from '../laws/laws.ts';
import { FAULT_NAMES, FAULTS, type FaultName } from './faults.ts';
import { neverChecked, neverExercised, type Report } from './report.ts';

export function printFaults(): void {
  for (const name of FAULT_NAMES) console.log(faultLine(name));
  console.log(`${FAULT_NAMES.length} kinds of fault`);
}

export function printReport(report: Report, tookMs: number, stories: readonly string[]): void {
  const { histories, faults, laws, occurred, broken } = report;
  console.log('exercised');
  for (const name of FAULT_NAMES) console.log(`${amount(faults[name])}  ${faultLine(name)}`);
  console.log('checked');
  for (const [law, words] of Object.entries(LAWS)) console.log(`${amount(laws[law as Law])}  ${words}`);
  console.log('came out');
  for (const [what, times] of Object.entries(occurred).sort()) console.log(`${amount(times)}  ${what}`);
  for (const story of stories) console.log(`\n${story}`);
  for (const name of neverExercised(report)) console.log(`NEVER EXERCISED ${name}: ${FAULTS[name].words}`);
  for (const law of neverChecked(report)) console.log(`NEVER CHECKED ${LAWS[law]}`);
  console.log(
    `${histories} histories in ${(tookMs / 1000).toFixed(1)} s (${(tookMs / histories).toFixed(2)} ms each), ${broken.length} broken${
      broken.length === 0 ? '' : `: seeds ${broken.map(({ seed }) => seed).join(', ')}`
    }`,
  );
}

export function reportAsJson(report: Report, tookMs: number, stories: readonly string[]): string {
  return JSON.stringify({
    ...report,
    tookMs,
    neverExercised: neverExercised(report),
    neverChecked: neverChecked(report),
    stories,
  });
}

function faultLine(name: FaultName): string {
  const { where, words } = FAULTS[name];
  return `${name.padEnd(22)} ${where}: ${words}`;
}

const amount = (times: number): string => String(times).padStart(9);
