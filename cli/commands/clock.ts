import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { examples } from '../base-command.ts';
import { print } from '../terminal.ts';

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
/** Beyond it, dates and schedules come to nothing that could be seen. */
const MAX_MS = 3_660 * 86_400_000;

/** `ponte clock` */
export function clockCommand() {
  return new Command('clock')
    .summary('show or move the clock of the platform here')
    .description(
      "Shows the clock of the platform that runs here, or moves it ahead, so that holds, retries and schedules of promotions pass now. It stays ahead as long as the state is kept, and doesn't go back.",
    )
    .argument('[by]', 'such as +7d, +12h, +30m, +10s or +2w', readDuration)
    .option('--state <directory>', "the platform's state directory, if several run")
    .option('--json', 'one JSON object: now, aheadMs', false)
    .addHelpText('after', examples(['./ponte clock', ''], ['./ponte clock +7d', 'a week passes']))
    .action(async (byMs, { state, json }) => {
      const { moveClock, readClock } = await import('../local/ask-platform.ts');
      const { runningPlatform } = await import('../local/running-platform.ts');
      const { control } = (await runningPlatform(state)).endpoints;
      const clock = byMs === undefined ? await readClock(control) : await moveClock(control, byMs);
      print(json ? JSON.stringify(clock) : `${clock.now}, ${inWords(clock.aheadMs)}`);
    });
}

function readDuration(text: string): number {
  const [, digits = '', unit = ''] = /^\+(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const ms = Number(digits) * (UNITS_MS[unit] ?? 0);
  if (ms > 0 && ms <= MAX_MS) return ms;
  throw new InvalidArgumentError('Write it as +7d, +12h, +30m, +10s or +2w, ten years at most.');
}

function inWords(aheadMs: number): string {
  if (aheadMs === 0) return "this machine's time";
  const parts = (['d', 'h', 'm', 's'] as const).reduce<{ left: number; said: string[] }>(
    ({ left, said }, unit) => {
      const size = UNITS_MS[unit] ?? 1;
      const count = Math.floor(left / size);
      return { left: left - count * size, said: count === 0 ? said : [...said, `${count}${unit}`] };
    },
    { left: aheadMs, said: [] },
  );
  return `${parts.said.join(' ')} ahead of this machine`;
}
