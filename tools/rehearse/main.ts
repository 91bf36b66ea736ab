import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from '../../local/read-options.ts';
import { NO_RUNTIME_CLIENT, runtimeClientIsThere } from '../../test/support/lambda-runtime/runtime-client.ts';
import { inABox } from '../../test/support/loud.ts';
import { clearProgress, tellProgress } from '../bench/progress-line.ts';
import { cdkLibrary } from './cdk-library.ts';
import { findPython, pythonEnvironment } from './python-environments.ts';
import type { Rehearsal } from './rehearsal.ts';
import { report } from './report.ts';
import { runSteps } from './run-steps.ts';
import { startRehearsal } from './start-rehearsal.ts';
import type { Done } from './step.ts';
import { steps } from './steps.ts';

const names = steps.map(({ name }) => name);
const alone = steps.filter(({ isAlone }) => isAlone).map(({ name }) => name);

const HELP = `npm run rehearse -- [--until <step>] [--skip <step>] [--keep] [--json]

Does what docs/deploying.md tells an engineer, with the documented commands, on an emulator of AWS on this machine: deploys,
keeps secrets, runs the deployed functions' code on Lambda's runtime client, changes, rolls back, removes and takes the ledger
back in. Reports each step. Works on a copy of the project, and reaches no other machine but for packages that are installed
once: Python's into the user's cache, and the CDK's library.

Needs Python 3.10 or later, curl, and npm run lambda-runtime.

  --until <step>   ends after this step: ${names.join(', ')}
  --skip <step>    leaves it out, such as while something is mended: ${alone.join(', ')}. There is no beginning in the midst:
                   each of the others works on what those before it have left in the emulator, which keeps it in memory
  --keep           leaves emulator and copy as they are at the end, and says how to use them
  --write          writes docs/rehearsal.md, when every step was done
  --json           one JSON object for each step

Exit codes: 0 all is as documented, 1 a step is not, 2 the words are off, 3 Python or the runtime client is missing`;

const PAGE = join(import.meta.dirname, '../../docs/rehearsal.md');
const MISSING = 3;
const NO_PYTHON = 'There is no Python 3.10 or later with venv and pip: nothing was rehearsed';

const { values } = readOptions('npm run rehearse', {
  options: {
    until: { type: 'string', default: names.at(-1) ?? '' },
    skip: { type: 'string', multiple: true, default: [] },
    keep: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const last = names.indexOf(values.until);
const chosen = steps.slice(0, last + 1).filter(({ name }) => !values.skip.includes(name));
const needed = values.skip.find((name) => !alone.includes(name));

if (values.help) console.log(HELP);
else if (last < 0) end(2, `there is no step "${values.until}"; there are ${names.join(', ')}`);
else if (needed !== undefined) end(2, `"${needed}" cannot be left out; what can is ${alone.join(', ')}`);
else await rehearse();

async function rehearse(): Promise<void> {
  const python = await findPython();
  if (python === null) return end(MISSING, inABox(NO_PYTHON));
  if (!runtimeClientIsThere()) return end(MISSING, inABox(NO_RUNTIME_CLIENT));
  const on = { python, tell: (line: string) => console.error(line) };
  const programs = {
    emulator: await pythonEnvironment('emulator', on),
    checks: await pythonEnvironment('checks', on),
    cdk: await cdkLibrary(on.tell),
  };
  const folder = await mkdtemp(join(tmpdir(), 'ponte-rehearsal-'));
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  let kept: Rehearsal | null = null;
  try {
    const done = await runSteps({
      steps: chosen,
      begin: (told) => startRehearsal({ folder, programs, signal: stopping.signal, ...told }),
      progress: tellProgress,
      finish: async (rehearsal) => {
        if (values.keep) kept = rehearsal;
        else await rehearsal.close();
      },
      report: print,
    });
    if (done.some(({ failure }) => failure !== null)) process.exitCode = 1;
    else if (values.write && done.length === steps.length) await writeFile(PAGE, report(done));
  } finally {
    if (kept === null) await rm(folder, { recursive: true, force: true });
    else keep(kept);
  }
}

function print(done: Done): void {
  clearProgress();
  if (values.json) {
    console.log(JSON.stringify(done));
    return;
  }
  const seconds = `${Math.round(done.ms / 1_000)} s`.padStart(6);
  console.log(`${done.failure === null ? 'done  ' : 'FAILED'} ${seconds}  ${done.name}: ${done.shows}`);
  for (const sentence of done.seen) console.log(`                 ${sentence}`);
  if (done.failure !== null) console.error(done.failure);
}

/** The servers of this process are wanted, too: it goes on until it is stopped. */
function keep({ project, environment }: Rehearsal): void {
  console.error(`\ncd ${project}`);
  for (const [name, value] of Object.entries(environment)) console.error(`export ${name}='${value}'`);
  console.error('Ctrl-C ends it; the folder stays.');
}

function end(code: number, words: string): void {
  console.error(words);
  process.exitCode = code;
}
