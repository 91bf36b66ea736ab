import { readOptions } from '../../../local/read-options.ts';
import { MAX_CUSTOMERS } from '../../../src/promotions/audience/dedupe.ts';
import { clearProgress, tellProgress } from '../progress-line.ts';
import { measurePlanning } from './planning.ts';
import { inLines, isRight, maxPeakBytes, peerRatio } from './planning-report.ts';

const MIN_ROWS = 1_000;
const HELP = `Measures how fast a promotion's audience is validated and queued, and in how much memory.

  npm run bench:promotions -- [--rows N] [--gzip] [--json]

  --rows N  of the larger audience, ${MIN_ROWS} to ${MAX_CUSTOMERS} (default 1000000); the smaller one has a tenth of them,
            at most 100000
  --gzip    the files are packed
  --json    the report as JSON

Bucket, queue and ledger run in processes of their own. Each audience is planned in a fresh process whose heap
is held to 256 MB, and whose resident memory is watched, all of it. The larger audience may take a tenth more than the
smaller one, and 150 bytes for each further row. The peer is csv-parse alone, which reads the same file and keeps nothing of it.

Exit code 1: it took more memory, or what was queued is not what the audiences were made to come to. 2: the arguments are wrong.
`;

const { values } = readOptions('npm run bench:promotions', {
  options: {
    rows: { type: 'string', default: '1000000' },
    gzip: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const rows = Number(values.rows);

if (values.help) {
  console.log(HELP);
} else if (!Number.isSafeInteger(rows) || rows < MIN_ROWS || rows > MAX_CUSTOMERS) {
  console.error(`--rows takes a whole number from ${MIN_ROWS} to ${MAX_CUSTOMERS}`);
  process.exitCode = 2;
} else {
  // What was started ends with this process, when that ends in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = await measurePlanning({ rows, gzip: values.gzip, emit: tellProgress });
  clearProgress();
  const judged = { maxPeakBytes: maxPeakBytes(report), peerRatio: peerRatio(report.all) };
  console.log(values.json ? JSON.stringify({ ...report, ...judged }) : inLines(report));
  process.exit(isRight(report) ? 0 : 1);
}
