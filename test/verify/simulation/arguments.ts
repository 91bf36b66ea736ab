import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { WorldName } from './worlds.ts';

export const HELP = `Plays random histories of orders against the real handlers over simulated services, and checks every law.

  npm run simulate -- [--promotions] [--seed N] [--histories N] [--workers N] [--json]
  npm run simulate -- [--promotions] --seed N --histories 1 [--deliveries 0,2] [--keep d0.0.4,q1.2]
  npm run simulate -- [--promotions] --list-faults

  --promotions     histories of promotions instead of orders
  --seed N         the first history's seed (default 1); the same seed is the same history with the same faults
  --histories N    how many, of consecutive seeds (default 2000)
  --workers N      threads (default 2); changes nothing but the time it takes
  --json           the report as JSON
  --deliveries …   of one history, only these deliveries, or triggers, by their places from 0
  --keep …         of one history, only these faults, by their ids, or "none"
  --list-faults    the kinds of fault
  --help           this

Exit code 1: a law broke, or a run of 2000 histories or more never met one of the faults. 2: the arguments are wrong.
`;

export interface Arguments {
  readonly world: WorldName;
  readonly seed: number;
  readonly histories: number;
  readonly workers: number;
  readonly json: boolean;
  readonly help: boolean;
  readonly listFaults: boolean;
  readonly deliveries: readonly number[] | undefined;
  readonly keep: readonly string[] | undefined;
}

/** What was asked for, or what is wrong with it. */
export function readArguments(args: readonly string[]): Arguments | { readonly wrong: string } {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const seed = wholeNumber(values.seed);
  const histories = wholeNumber(values.histories);
  const workers = wholeNumber(values.workers);
  const deliveries = list(values.deliveries)?.map(wholeNumber);
  const keep = list(values.keep);
  if (seed === null) return { wrong: '--seed takes a whole number' };
  if (histories === null || histories < 1) return { wrong: '--histories takes a whole number from 1' };
  if (workers === null || workers < 1 || workers > 64) return { wrong: '--workers takes a whole number from 1 to 64' };
  if (deliveries?.includes(null)) return { wrong: '--deliveries takes whole numbers between commas' };
  if ((deliveries ?? keep) !== undefined && histories !== 1) {
    return { wrong: '--deliveries and --keep speak of one history: add --histories 1' };
  }
  return {
    world: values.promotions ? 'promotions' : 'orders',
    seed,
    histories,
    workers,
    json: values.json,
    help: values.help,
    listFaults: values['list-faults'],
    deliveries: deliveries?.filter((place) => place !== null),
    keep,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      promotions: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      histories: { type: 'string', default: '2000' },
      workers: { type: 'string', default: String(Math.min(2, availableParallelism())) },
      deliveries: { type: 'string' },
      keep: { type: 'string' },
      json: { type: 'boolean', default: false },
      'list-faults': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

function list(text: string | undefined): readonly string[] | undefined {
  return text === undefined || text === 'none' ? text && [] : text.split(',');
}

function wholeNumber(text: string): number | null {
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : null;
}
