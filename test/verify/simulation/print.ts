import { FAULTS, type FaultName } from './faults.ts';
import { neverChecked, neverExercised, type Report } from './report.ts';
import type { World } from './world.ts';

export function printFaults({ faults }: World): void {
  for (const name of faults) console.log(faultLine(name));
  console.log(`${faults.length} kinds of fault`);
}

export function printReport(world: World, report: Report, tookMs: number, stories: readonly string[]): void {
  const { histories, faults, laws, occurred, broken } = report;
  console.log('exercised');
  for (const name of world.faults) console.log(`${amount(faults[name] ?? 0)}  ${faultLine(name)}`);
  console.log('checked');
  for (const [law, words] of Object.entries(world.laws)) console.log(`${amount(laws[law] ?? 0)}  ${words}`);
  console.log('came out');
  for (const [what, times] of Object.entries(occurred).sort()) console.log(`${amount(times)}  ${what}`);
  for (const story of stories) console.log(`\n${story}`);
  for (const name of neverExercised(report)) console.log(`NEVER EXERCISED ${name}: ${FAULTS[name].words}`);
  for (const law of neverChecked(report)) console.log(`NEVER CHECKED ${world.laws[law]}`);
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
