import { parseArgs } from 'node:util';
import { ACTS } from './acts.ts';
import { type Caught, commitAct } from './commit-act.ts';

const HELP = `Shows that the simulation can fail: puts deliberate faults into a copy of the code, one at a time, and plays
histories there until a law breaks.

  npm run sabotage -- [--seed N] [--histories N] [--only TEXT] [--json]

  --seed N         the first history's seed (default 1)
  --histories N    how many to play for each fault at most (default 3000)
  --only TEXT      only faults whose words hold this text
  --json           one JSON object a line

Exit code 1: a fault went unnoticed. 2: the arguments are wrong.`;

const { values } = readArguments();
const seed = Number(values.seed);
const histories = Number(values.histories);

if (values.help) console.log(HELP);
else if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(histories) || histories < 1) {
  console.error('--seed and --histories take whole numbers');
  process.exitCode = 2;
} else await sabotage();

function readArguments() {
  try {
    return parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        histories: { type: 'string', default: '3000' },
        only: { type: 'string', default: '' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nnpm run sabotage -- --help shows how it is used.`,
    );
    process.exit(2);
  }
}

function whatBroke({ law }: Caught): string {
  return law === 'no law' ? 'the history breaks down' : `law "${law}"`;
}

async function sabotage(): Promise<void> {
  const acts = ACTS.filter(({ words }) => words.includes(values.only));
  let unnoticed = 0;
  for (const act of acts) {
    const caught = await commitAct(act, { seed, histories });
    if (caught === null) unnoticed += 1;
    if (values.json) console.log(JSON.stringify({ act: act.words, caught }));
    else if (caught === null) console.log(`UNNOTICED  ${act.words}, in ${histories} histories`);
    else console.log(`caught     ${act.words}: ${whatBroke(caught)}, seed ${caught.seed}, after ${caught.played}`);
  }
  if (!values.json) console.log(`${acts.length - unnoticed} of ${acts.length} caught`);
  if (unnoticed > 0) process.exitCode = 1;
}
