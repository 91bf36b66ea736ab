import { readOptions } from '../../local/read-options.ts';
import { burst } from './burst.ts';
import { inLines, isRight, ratios } from './burst-report.ts';
import { clearProgress, tellProgress } from './progress-line.ts';

const HELP = `Measures how fast a burst of paid orders is answered, and checks that every one of them gets its points.

  npm run bench:burst -- [--deliveries N] [--seed N] [--json]

  --deliveries N  to each of a store that queues, one that settles inline, and the peer: a function
                  that does nothing but one PutItem and one SendMessage (default 300)
  --seed N        of the turns that they take (default 1)
  --json          the report as JSON

Exit code 1: an order did not end at its points, or got them before the queue was drained. 2: the arguments are wrong.
`;

const { values } = readOptions('npm run bench:burst', {
  options: {
    deliveries: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const deliveries = Number(values.deliveries);
const seed = Number(values.seed);

if (values.help) {
  console.log(HELP);
} else if (!Number.isSafeInteger(deliveries) || deliveries < 1 || !Number.isSafeInteger(seed)) {
  console.error('--deliveries takes a whole number from 1, and --seed a whole number');
  process.exitCode = 2;
} else {
  // What was started ends with this process, when that ends in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = await burst({ deliveries, seed, emit: tellProgress });
  clearProgress();
  console.log(values.json ? JSON.stringify({ ...report, ratios: ratios(report) }) : inLines(report));
  process.exit(isRight(report) ? 0 : 1);
}
