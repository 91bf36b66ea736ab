import { readOptions } from '../../../local/read-options.ts';
import { measurePackage, type PackageSizes } from './measure-package.ts';
import { sizesTable } from './sizes-table.ts';

const HELP = `Packages deployments of many stores, and prints how much of each limit of AWS they use, as a table.

  npm run bench:stores -- [--stores <n>]…

  --stores <n>   how many stores; 1, 100 and 1,000 by default

Nothing is deployed, and no account is needed.`;

const { values } = readOptions('npm run bench:stores', {
  options: {
    stores: { type: 'string', multiple: true, default: ['1', '100', '1000'] },
    help: { type: 'boolean', short: 'h' },
  },
});
const counts = values.stores.map(Number);

if (values.help) console.log(HELP);
else if (counts.some((count) => !Number.isInteger(count) || count < 1 || count > 10_000)) {
  console.error('--stores takes whole numbers from 1 to 10000');
  process.exitCode = 1;
} else {
  const sizes: PackageSizes[] = [];
  for (const count of counts) {
    if (process.stderr.isTTY) console.error(`packaging ${count} …`);
    sizes.push(await measurePackage(count));
  }
  console.log(sizesTable(sizes));
}
