import { readOptions } from '../../../local/read-options.ts';
import { evaluationTimes, itemSizes } from './measure-orders.ts';

const HELP = `Measures what large orders cost: how long it takes to reckon the points of an order of many refunds, beside reading the
same body as JSON, and how many bytes an order of many lines has in the ledger.

  npm run bench:orders -- [--json]

  --json  the figures as JSON

Nothing is demanded of the figures: machines differ.`;

const { values } = readOptions('npm run bench:orders', {
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

if (values.help) console.log(HELP);
else {
  const times = evaluationTimes([10, 100, 1_000, 5_000]);
  const sizes = itemSizes([1, 5, 50, 600]);
  if (values.json) console.log(JSON.stringify({ times, sizes }));
  else {
    console.log('refunds   reckoned in ms   a refund in ms   to reading the body');
    for (const { refunds, tookMs, ratio } of times) {
      console.log(
        `${String(refunds).padStart(7)}${tookMs.toFixed(1).padStart(17)}${(tookMs / refunds).toFixed(3).padStart(17)}${ratio.toFixed(1).padStart(22)}`,
      );
    }
    console.log('\n  lines   bytes of the item');
    for (const { lines, bytes } of sizes) console.log(`${String(lines).padStart(7)}${String(bytes).padStart(20)}`);
  }
}
