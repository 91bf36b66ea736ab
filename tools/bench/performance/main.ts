import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { messageOf } from '../../../local/message-of.ts';
import { readOptions } from '../../../local/read-options.ts';
import { runtimeClientIsThere } from '../../../test/support/lambda-runtime/runtime-client.ts';
import { clearProgress } from '../progress-line.ts';
import { bench } from './bench.ts';
import { bundleMeasuredHandlers } from './bundles.ts';
import { readBenchOptions } from './options.ts';
import { progress } from './progress.ts';
import { reportInWords } from './report.ts';
import { writePage } from './write-page.ts';

const HELP = `Measures the packaged functions on Lambda's own runtime client, against services behind TLS on this machine, and beside a
function that does nothing (bare), one that makes the same calls without any library (floor), and the usual stack (peer).

  npm run bench -- [section …] [--quick] [--only NAME,…] [--before FOLDER] [--json] [--write]

  cold            from the start of the process to the answer of the first delivery
  warm            time of the processor for a delivery, deliveries a second on one core, memory
  time            what the cold start of the function of Shopify's deliveries is made of
  domain          orders of 1 to 5,000 refunds, and bodies of 1 KB to 5 MB
  calls           calls, capacity units and bytes of each delivery in the life of an order

Without a section, all of them are measured: in some six minutes on a quiet machine, cold and warm in two or three each.

  --quick         few rounds of all sections: about a minute on a quiet machine
  --only NAME,…   some of bare, floor, peer, shopify, woocommerce, settle, park, sweep, promotions; bare always runs
  --rounds N      cold starts of each (21, or 3 with --quick)
  --processes N   processes of each whose warm deliveries are measured (3, or 1 with --quick)
  --latency N     milliseconds that every answer of a service takes longer (0)
  --bundle FOLDER bundles the handlers there, for --before, and measures nothing
  --before FOLDER measures those bundles, too, in the same rounds
  --seed N        of the order in which they take turns (1)
  --json          the figures as JSON
  --write         writes them into docs/performance.md and its chart

Ratios hold within one run; times are of this machine. The first run installs the peer's packages. It needs npm run lambda-runtime,
the openssl command, and Linux.

Exit code 1: something does not do its work, or is missing. 2: the arguments are wrong.
`;

const { values, positionals } = readOptions('npm run bench', {
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rounds: { type: 'string' },
    processes: { type: 'string' },
    latency: { type: 'string', default: '0' },
    bundle: { type: 'string' },
    before: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const read = readBenchOptions({ ...values, positionals });

// What was started ends with this process, when that ends in order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) console.log(HELP);
else if ('faults' in read) fail(read.faults, 2);
else if (values.before !== undefined && !existsSync(values.before)) fail([`there is no folder ${values.before}`], 2);
else if (values.bundle !== undefined) {
  await mkdir(values.bundle, { recursive: true });
  await bundleMeasuredHandlers(values.bundle);
} else if (!runtimeClientIsThere()) fail(["Lambda's runtime client is missing: npm run lambda-runtime"], 1);
else {
  const begunAtMs = performance.now();
  try {
    const report = await bench(read.options, progress);
    clearProgress();
    if (values.write) await writePage(report);
    console.log(values.json ? JSON.stringify(report) : reportInWords(report));
    console.error(`in all ${((performance.now() - begunAtMs) / 1_000).toFixed(0)} s`);
    process.exit(0);
  } catch (error) {
    clearProgress();
    fail([messageOf(error)], 1);
    process.exit(1);
  }
}

function fail(faults: readonly string[], code: number): void {
  for (const fault of faults) console.error(`✗ ${fault}`);
  process.exitCode = code;
}
