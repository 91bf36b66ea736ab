import { readOptions } from '../../../local/read-options.ts';
import { MUTANTS } from './mutants.ts';
import { type Caught, runMutant } from './run-mutant.ts';

const HELP = `Shows that the simulation can fail: puts mutants, deliberate mistakes, into a copy of the code, one at a time, and plays
histories there until a law breaks.

  npm run mutants -- [--seed N] [--histories N] [--only TEXT] [--json]

  --seed N         the first history's seed (default 1)
  --histories N    how many to play for each mutant at most (default 3000)
  --only TEXT      only mutants whose words hold this text
  --json           one JSON object a line

Exit code 1: a mutant went unnoticed. 2: the arguments are wrong.`;

const { values } = readOptions('npm run mutants', {
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '3000' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const histories = Number(values.histories);

if (values.help) console.log(HELP);
else if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(histories) || histories < 1) {
  console.error('--seed and --histories take whole numbers');
  process.exitCode = 2;
} else await runMutants();

function whatBroke({ law }: Caught): string {
  return law === 'no law' ? 'the history breaks down' : `law "${law}"`;
}

async function runMutants(): Promise<void> {
  const mutants = MUTANTS.filter(({ words }) => words.includes(values.only));
  let unnoticed = 0;
  for (const mutant of mutants) {
    const caught = await runMutant(mutant, { seed, histories });
    if (caught === null) unnoticed += 1;
    if (values.json) console.log(JSON.stringify({ mutant: mutant.words, caught }));
    else if (caught === null) console.log(`UNNOTICED  ${mutant.words}, in ${histories} histories`);
    else console.log(`caught     ${mutant.words}: ${whatBroke(caught)}, seed ${caught.seed}, after ${caught.played}`);
  }
  if (!values.json) console.log(`${mutants.length - unnoticed} of ${mutants.length} caught`);
  if (unnoticed > 0) process.exitCode = 1;
}
