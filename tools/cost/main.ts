import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javaIsThere, startDynamoDbLocal } from '../../local/dynamodb/start-dynamodb-local.ts';
import { readOptions } from '../../local/read-options.ts';
import { runtimeClientIsThere } from '../../test/support/lambda-runtime/runtime-client.ts';
import { packageDemoService } from '../../test/support/template/packaged.ts';
import { costTable } from './cost-table.ts';
import { floodTable } from './flood-table.ts';
import { measureFlood } from './measure-flood.ts';
import { measureLives } from './measure-lives.ts';
import { measurePromotion } from './measure-promotion.ts';
import { measureReconciliation } from './measure-reconciliation.ts';
import { shopifyLife, woocommerceLife } from './order-lives.ts';
import { promotionTable } from './promotion-table.ts';
import { reconciliationTables } from './reconciliation-table.ts';
import { serviceParameter } from './service-parameter.ts';
import { writeSections } from './write-sections.ts';

const AWARDS = 1_000;
const FLOOD_CALLS = 1_000;
const RECONCILED = 1_000;

const HELP = `npm run cost -- [--orders <n>] [--reconciliation] [--write]

Plays the lives of orders and a promotion through the packaged functions on Lambda's runtime client and AWS's DynamoDB Local,
counts their calls and measures their time, and prints what a million orders cost on each platform, a million awards, and a month
of a flood; then what reconciliation asks of emulated shops for a thousand orders, and what that costs. Needs Java 17 and npm run lambda-runtime. Calls, units and bytes are exact on any machine; times want a quiet one.

  --orders <n>      orders of each platform; 200 by default
  --reconciliation  reconciliation alone, which needs neither
  --write           puts the tables into docs/cost.md, too`;

const { values } = readOptions('npm run cost', {
  options: {
    orders: { type: 'string', default: '200' },
    reconciliation: { type: 'boolean' },
    write: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const orders = Number(values.orders);
if (values.help) console.log(HELP);
else if (values.reconciliation) await tellReconciliation();
else if (!Number.isInteger(orders) || orders < 10)
  fail(`--orders takes a whole number from 10, and not "${values.orders}"`);
else if (!(await javaIsThere())) fail('Java 17 is not on the path; DynamoDB Local needs it');
else if (!runtimeClientIsThere()) fail("Lambda's runtime client is missing: npm run lambda-runtime");
else await run();

async function run(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'ponte-cost-'));
  const dynamoDb = await startDynamoDbLocal();
  let measured = '';
  const print = (table: string) => {
    console.log(table);
    measured += `${table}\n`;
  };
  try {
    const made = await packageDemoService({ stage: 'local', scratch });
    for (const lifeOf of [shopifyLife, woocommerceLife]) {
      const told = (done: number) => process.stderr.isTTY && process.stderr.write(`\r${done} of ${orders} orders `);
      print(costTable(await measureLives(made, dynamoDb, lifeOf, orders, told)));
    }
    const promotion = await measurePromotion(made, dynamoDb, AWARDS);
    print(promotionTable(promotion, serviceParameter('promotionConcurrency')));
    const limits = {
      shopify: serviceParameter('shopifyRatePerSecond'),
      woocommerce: serviceParameter('woocommerceRatePerSecond'),
    };
    print(floodTable(await measureFlood(made, dynamoDb, FLOOD_CALLS), limits));
    if (values.write) await writeSections(measured);
    await tellReconciliation();
  } finally {
    await dynamoDb.close();
    await rm(scratch, { recursive: true });
  }
}

/** Counts alone: they are the same on any machine. */
async function tellReconciliation(): Promise<void> {
  const tables = reconciliationTables(await measureReconciliation(RECONCILED));
  console.log(tables);
  if (values.write) await writeSections(tables);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
