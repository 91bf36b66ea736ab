import { readOptions } from '../../../local/read-options.ts';
import { killHandlers } from './kill-handlers.ts';
import { killPlatform } from './kill-platform.ts';
import { inLines, isRight } from './report.ts';

const HELP = `Kills Ponte's processes again and again under load, and checks that every order ends at the right points.

  npm run kill -- [--platform] [--deliveries N] [--histories N] [--kills N] [--seed N] [--json]

  --platform      kills the whole local platform and restarts it on the same state;
                  without it, the handlers' processes, while the services they use run on
  --deliveries N  how many have to be acknowledged (default 2000)
  --histories N   how many lives of orders have to be sent whole, at least (default 0)
  --kills N       how many kills there have to be meanwhile, at least (default 5);
                  0: nothing is killed, and the histories only go over the wire
  --seed N        of the orders, the faults and the times of the kills (default 1)
  --json          the report as JSON
`;

/** A process that has just started is slow: killed more often, little would come of the time. */
const MAX_STARTS = 6;
const EVERY_MS = 10_000;
let toldAtMs = 0;

const { values } = readOptions('npm run kill', {
  options: {
    platform: { type: 'boolean', default: false },
    deliveries: { type: 'string', default: '2000' },
    histories: { type: 'string', default: '0' },
    kills: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const deliveries = Number(values.deliveries);
const histories = Number(values.histories);
const kills = Number(values.kills);
const seed = Number(values.seed);

if (values.help) {
  console.log(HELP);
} else if (
  !Number.isSafeInteger(deliveries) ||
  deliveries < 1 ||
  !Number.isSafeInteger(histories) ||
  !Number.isSafeInteger(kills) ||
  !Number.isSafeInteger(seed)
) {
  console.error('--deliveries, --histories, --kills and --seed take whole numbers');
  process.exitCode = 2;
} else if (values.platform && kills === 0) {
  console.error('--platform is for killing it: leave --kills 0 or --platform out');
  process.exitCode = 2;
} else {
  // What was started ends with this process, when that ends in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = await (values.platform ? killPlatform : killHandlers)({
    deliveries,
    histories,
    kills,
    longestStarts: MAX_STARTS,
    seed,
    emit,
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(values.json ? JSON.stringify(report) : inLines(report));
  process.exit(isRight(report) ? 0 : 1);
}

/** One line that is written over on a terminal, and a line now and then elsewhere. */
function emit(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
  else if (Date.now() - toldAtMs >= EVERY_MS) {
    console.error(text);
    toldAtMs = Date.now();
  }
}
