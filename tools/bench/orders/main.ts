import { readOptions } from '../../../local/read-options.ts';
import { measureGrowth } from './measure-growth.ts';
import { evaluationTimes, itemSizes } from './measure-orders.ts';

const HELP = `Measures what large orders cost: how long it takes to reckon the points of an order of many refunds, beside reading the
same body as JSON, and how many bytes an order of many lines has in the ledger.

  npm run bench:orders -- [--growth] [--json]

  --growth  refunds an order 5,000 times in AWS's DynamoDB Local, and prints what it takes: some minutes; needs Java 17
  --json    the figures as JSON

Nothing is demanded of the figures: machines differ. Those of --growth are counts, and the same everywhere.`;

const { values } = readOptions('npm run bench:orders', {
  options: {
    growth: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else if (values.growth) await printGrowth();
else printTimesAndSizes();

function printTimesAndSizes(): void {
  const times = evaluationTimes([10, 100, 1_000, 5_000]);
  const sizes = itemSizes([1, 5, 50, 600]);
  if (values.json) {
    console.log(JSON.stringify({ times, sizes }));
    return;
  }
  console.log('refunds   reckoned in ms   a refund in ms   to reading the body');
  for (const { refunds, tookMs, ratio } of times) {
    console.log(
      `${right(refunds, 7)}${right(tookMs.toFixed(1), 17)}${right((tookMs / refunds).toFixed(3), 17)}${right(ratio.toFixed(1), 22)}`,
    );
  }
  console.log('\n  lines   bytes of the item');
  for (const { lines, bytes } of sizes) console.log(`${right(lines, 7)}${right(bytes, 20)}`);
}

async function printGrowth(): Promise<void> {
  const measured = await measureGrowth([1, 10, 100, 1_000, 5_000], (refunds) => {
    if (refunds % 500 === 0) console.error(`${refunds} refunds`);
  });
  if (values.json) {
    console.log(JSON.stringify(measured));
    return;
  }
  console.log('                             units of the last     units of all');
  console.log('refunds   bytes   pages       reads     writes      reads     writes');
  for (const { refunds, itemBytes, pages, ofLast, ofAll } of measured) {
    const units = [ofLast.read, ofLast.write, ofAll.read, ofAll.write].map((units) => right(units, 11)).join('');
    console.log(`${right(refunds, 7)}${right(itemBytes, 8)}${right(pages, 8)} ${units}`);
  }
}

function right(value: string | number, width: number): string {
  return String(value).padStart(width);
}
