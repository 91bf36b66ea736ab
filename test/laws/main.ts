import { parseArgs } from 'node:util';
import { runLaws } from './run-laws.ts';

const HELP = `Checks the laws over random order histories.

  npm run laws -- [--histories N] [--seed N] [--json]

  --histories N   how many (default 2000)
  --seed N        the first one's seed (default 1); the same seed is the same history
  --json          the report as JSON
`;

const values = readArguments();
const histories = Number(values.histories);
const seed = Number(values.seed);

if (values.help) {
  console.log(HELP);
} else if (!Number.isSafeInteger(histories) || histories < 1 || !Number.isSafeInteger(seed)) {
  console.error('--histories and --seed take whole numbers');
  process.exitCode = 2;
} else {
  const begunAtMs = Date.now();
  const report = await runLaws({ seed, histories }, progress);
  print(report, Date.now() - begunAtMs);
  process.exitCode = report.broken.length > 0 ? 1 : 0;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        histories: { type: 'string', default: '2000' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nnpm run laws -- --help shows how it is used.`);
    process.exit(2);
  }
}

function progress(done: number): void {
  if (process.stderr.isTTY && (done % 100 === 0 || done === histories))
    process.stderr.write(`\r${done} of ${histories}`);
}

function print(report: Awaited<ReturnType<typeof runLaws>>, tookMs: number): void {
  const { situations, exercised, broken } = report;
  if (values.json) {
    const counts = { situations: Object.fromEntries(situations), exercised: Object.fromEntries(exercised) };
    console.log(
      JSON.stringify({ histories: report.histories, tookMs, ...counts, broken: broken.map(({ message }) => message) }),
    );
    return;
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  for (const [situation, times] of situations) {
    console.log(`${((100 * times) / report.histories).toFixed(1).padStart(5)} %  ${situation}`);
  }
  for (const [what, times] of [...exercised].sort()) console.log(`${String(times).padStart(7)}  ${what}`);
  for (const { message } of broken) console.log(`BROKEN ${message}`);
  console.log(`${report.histories} histories in ${(tookMs / 1000).toFixed(1)} s, ${broken.length} broken`);
}
