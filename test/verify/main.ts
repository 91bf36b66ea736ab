import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Step, steps } from './steps.ts';

const HELP = `Runs for long what npm test runs a share of, one after the other, and sums up at the end.

  npm run verify -- [--seed N] [--only TEXT]

  --seed N      of the histories and the kills (by default another one each day)
  --only TEXT   only steps whose name holds this text

Exit code 1: a step failed. 2: the arguments are wrong.`;

const DAY_MS = 86_400_000;
/** More than a step plays histories: two days share none. */
const SEEDS_A_DAY = 100_000;

const values = readArguments();
const seed = Number(values.seed);
const chosen = steps(seed).filter(({ name }) => name.includes(values.only));

if (values.help) console.log(HELP);
else if (!Number.isSafeInteger(seed)) wrong('--seed takes a whole number');
else if (chosen.length === 0)
  wrong(
    `no step's name holds "${values.only}"; there are: ${steps(seed)
      .map(({ name }) => name)
      .join(', ')}`,
  );
else await runAll(chosen);

async function runAll(all: readonly Step[]): Promise<void> {
  const summary: string[] = [];
  for (const [index, step] of all.entries()) {
    console.log(`\n── ${index + 1} of ${all.length}: ${step.name} ── node ${step.command.join(' ')}`);
    const begunAtMs = performance.now();
    const isPassed = await passes(step);
    const seconds = Math.round((performance.now() - begunAtMs) / 1000);
    summary.push(`${isPassed ? 'passed' : 'FAILED'}  ${String(seconds).padStart(5)} s  ${step.name}`);
    if (!isPassed) process.exitCode = 1;
  }
  console.log(`\n${summary.join('\n')}\nseed ${seed}`);
}

function passes({ command, environment }: Step): Promise<boolean> {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, command, { cwd: join(import.meta.dirname, '../..'), stdio: 'inherit', env });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

function readArguments() {
  const today = String(Math.floor(Date.now() / DAY_MS) * SEEDS_A_DAY);
  try {
    return parseArgs({
      options: {
        seed: { type: 'string', default: today },
        only: { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error));
    process.exit();
  }
}

function wrong(words: string): void {
  console.error(`${words}\nnpm run verify -- --help shows how it is used.`);
  process.exitCode = 2;
}
