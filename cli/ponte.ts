import { parseArgs } from 'node:util';
import type { Parked } from '../src/ledger/parked-shelf.ts';
import { parkedId, parkedLine } from '../src/redriving/parked-line.ts';
import { type Foreseen, foresee, type RedriveDependencies, type Redriven, redrive } from '../src/redriving/redrive.ts';
import type { Work } from '../src/time/work.ts';
import { connectToLocal, connectToStage } from './connect.ts';

const HELP = `npm run ponte -- parked [--stage <stage>] [--json]
npm run ponte -- redrive <id…> | --all [--dry-run] [--stage <stage>] [--json]

parked    lists what waits for a person, and points that customers had spent: since when, why, and what to do
redrive   sends it through again, once the cause is gone; entries keep their change keys, so that nothing counts twice

  --stage <stage>   a deployed stack, such as prod, with the AWS credentials and region of your environment;
                    without it, the platform that npm start runs here
  --all             all orders that are listed, but for those that need checking first
  --dry-run         tells what would be sent, and sends nothing
  --json            one JSON object a line

Exit codes: 0 done, 1 something could not be done or stays parked, 2 the command's words are off`;

/** Long enough for thousands of orders; whoever has more starts it again. */
const WITHIN_MS = 600_000;

/** Errors whose text may be shown; that of others may quote an item or a signed request. */
const TELLING = new Set([
  'AccessDeniedException',
  'CredentialsProviderError',
  'ExpiredTokenException',
  'QueueDoesNotExist',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
]);

await main();

async function main(): Promise<void> {
  const asked = read();
  if (asked.kind === 'help') return console.log(HELP);
  if (asked.kind === 'wrong') return end(2, `${asked.because}\n\n${HELP}`);
  try {
    const connection = asked.stage === undefined ? connectToLocal() : await connectToStage(asked.stage);
    if (connection === null) return end(1, 'no platform runs here; start one with npm start, or name a --stage');
    const work = { now: Date.now, deadlineAtMs: Date.now() + WITHIN_MS, signal: AbortSignal.timeout(WITHIN_MS) };
    await (asked.kind === 'parked' ? list : send)(connection, asked, work);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: '' };
    end(1, TELLING.has(name) ? `${name}: ${message}` : name);
  }
}

type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly because: string }
  | {
      readonly kind: 'parked' | 'redrive';
      readonly ids: readonly string[];
      readonly stage: string | undefined;
      readonly json: boolean;
      readonly dryRun: boolean;
    };

function read(): Asked {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: {
        stage: { type: 'string' },
        all: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [kind, ...ids] = positionals;
    if (values.help === true) return { kind: 'help' };
    if (kind !== 'parked' && kind !== 'redrive') return { kind: 'wrong', because: 'say parked or redrive' };
    if (kind === 'redrive' && values.all === ids.length > 0) {
      return { kind: 'wrong', because: 'redrive takes ids, as parked lists them, or --all' };
    }
    return { kind, ids, stage: values.stage, json: values.json, dryRun: values['dry-run'] };
  } catch (error) {
    return { kind: 'wrong', because: error instanceof Error ? error.message : String(error) };
  }
}

type Options = Extract<Asked, { ids: unknown }>;

async function list({ shelf }: RedriveDependencies, { json }: Options, work: Work): Promise<void> {
  let count = 0;
  let uncollected = 0;
  for await (const parked of shelf.list(work.now(), work.signal)) {
    if (parked.kind === 'uncollected') uncollected += 1;
    else count += 1;
    console.log(json ? JSON.stringify(parkedLine(parked)) : inWords(parked));
  }
  if (json) return;
  const spent = uncollected === 0 ? '' : ` ${uncollected} with points that could not be collected.`;
  console.log(`${count === 0 ? 'Nothing is parked.' : `${count} parked.`}${spent}`);
}

async function send(connection: RedriveDependencies, { ids, json, dryRun }: Options, work: Work): Promise<void> {
  const unseen = new Set(ids);
  for await (const parked of connection.shelf.list(work.now(), work.signal)) {
    const id = parkedId(parked);
    if (ids.length > 0 && !unseen.delete(id)) continue;
    const foreseen = ids.length === 0 ? carefully(parked, work) : foresee(parked, work.now());
    const goes = foreseen.kind === 'wouldRedrive' && !dryRun;
    const result = goes ? await redrive(connection, parked, work) : foreseen;
    if (result.kind === 'leftParked') process.exitCode = 1;
    const because = 'because' in result ? { because: result.because } : {};
    console.log(json ? JSON.stringify({ id, result: result.kind, ...because }) : `${id}  ${told(result)}`);
  }
  for (const id of unseen) end(1, `${id}: nothing of this id is parked`);
}

/** Sent through again, a used key counts as applied: somebody has to have looked, and to name it. */
function carefully(parked: Parked, work: Work): Foreseen {
  return parked.kind === 'order' && parked.entry.parked === 'needsChecking'
    ? { kind: 'leftParked', because: 'it needs checking first; then name it by its id' }
    : foresee(parked, work.now());
}

function told(result: Foreseen | Redriven): string {
  switch (result.kind) {
    case 'wouldRedrive':
      return 'would be sent through again';
    case 'redriven':
      return 'is sent through again';
    case 'parkedNoLonger':
      return 'is parked no longer';
    case 'leftParked':
      return `stays parked: ${result.because}`;
    default:
      return result satisfies never;
  }
}

function inWords(parked: Parked): string {
  const { id, since, why, next, changeKey, points, attempts, reply } = parkedLine(parked);
  const entry = changeKey === null ? '' : `  ${changeKey}, ${points} points, ${attempts} attempts\n`;
  const answer =
    reply === null ? '' : `  last reply: ${[reply.status, reply.codeName, reply.errorCode].join(' ').trim()}\n`;
  return `${id}  since ${since}\n${entry}${answer}  why: ${why}\n  next: ${next}\n`;
}

function end(code: 1 | 2, message: string): void {
  console.error(message);
  process.exitCode = code;
}
