import {
  coloured,
  complain,
  faint,
  inLines,
  inWords,
  print,
  type Shown,
  shown,
  signed,
  strong,
} from '../cli/terminal.ts';
import { type DemoShop, startDemoShop } from './demo-shop.ts';
import { demoStores } from './demo-stores.ts';
import { type Chapter, story } from './demo-story.ts';
import { messageOf } from './message-of.ts';
import { startPlatform } from './platform.ts';
import { readOptions } from './read-options.ts';
import { watchSettledOrders } from './settled-orders.ts';
import { type Told, tellStory } from './tell-story.ts';

const WIDTHS = { what: 48, status: 5, severity: 9, outcome: 18, posted: 8, balance: 9 };

const HELP = shown`npm run demo

Plays a story of two stores on a platform of its own and checks every balance. It takes no options but --help.`;

/** Whoever read the output is gone, as `head` is after ten lines; the platform still has to be stopped. */
let unheard = false;
process.stdout.on('error', (error) => {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
  unheard = true;
});

const { values } = readOptions('npm run demo', { options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) print(HELP);
else {
  try {
    process.exitCode = await main();
  } catch (error) {
    complain(shown`\nThe demo could not be played to its end: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}

/** `npm run demo`: plays the story on a platform of its own and checks every balance. */
async function main(): Promise<number> {
  const demo = await startDemoShop();
  try {
    return await play(demo);
  } finally {
    await demo.shop.close();
  }
}

async function play({ shop, shops }: DemoShop): Promise<number> {
  const begunAtMs = Date.now();
  const settled = watchSettledOrders();
  print(
    shown`Starting Ponte with two stores (${demoStores.map(({ id }) => id).join(', ')}) and the BonifiQ sandbox …\n`,
  );
  const alone = { port: 0, state: 'memory', reconciles: false } as const;
  const platform = await startPlatform({ ...alone, shops: () => shops, log: settled.log });
  try {
    if (platform.sandbox === null) throw new Error('the demo needs the sandbox');
    print(faint(row('what comes in', 'HTTP', 'severity', 'outcome', 'posted', 'balance').text));
    const told: Told[] = [];
    for await (const part of tellStory({ ...platform, sandbox: platform.sandbox, settled, shop }, story)) {
      if (unheard) return 0;
      printPart(part);
      if ('step' in part) told.push(part);
    }
    return conclude(told, Date.now() - begunAtMs);
  } finally {
    await platform.stop();
  }
}

function printPart(part: Chapter | Told): void {
  if (!('step' in part)) {
    print(shown`\n${strong(part.title)}`);
    return;
  }
  const { step, status, severity, outcome, posted, balance, faults } = part;
  const cells = [status === null ? '·' : String(status), severity, inWords(outcome)] as const;
  const paint = (text: string) => coloured(severity, text);
  print(row(step.what, ...cells, posted === 0 ? '·' : signed(posted), String(balance), paint));
  for (const fault of faults) print(coloured('error', `  ✗ ${fault}`));
}

function row(
  what: string,
  status: string,
  severity: string,
  outcome: string,
  posted: string,
  balance: string,
  paint: (text: string) => string | Shown = String,
): Shown {
  const before = `  ${what}`.padEnd(WIDTHS.what) + status.padEnd(WIDTHS.status);
  const after = outcome.padEnd(WIDTHS.outcome) + posted.padStart(WIDTHS.posted) + balance.padStart(WIDTHS.balance);
  return shown`${before}${paint(severity.padEnd(WIDTHS.severity))}${after}`;
}

function conclude(told: readonly Told[], tookMs: number): number {
  const wrong = told.filter(({ faults }) => faults.length > 0);
  const seconds = (tookMs / 1000).toFixed(1);
  if (wrong.length === 0) {
    print(
      shown`\n${coloured('success', '✓')} All ${told.length} steps came out as worked out by hand, in ${seconds} s.`,
    );
    print('  Next: npm start keeps it running, ./ponte send orders-paid sends to it.');
    return 0;
  }
  const list = wrong.flatMap(({ step, faults }) => faults.map((fault) => `  ${step.what}: ${fault}`));
  complain(shown`\n${inLines([`${wrong.length} of ${told.length} steps came out wrong:`, ...list])}`);
  return 1;
}
