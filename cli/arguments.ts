import { parseArgs } from 'node:util';
import { shown } from './terminal.ts';

export const HELP = shown`npm run ponte -- parked [--stage <stage>] [--json]
npm run ponte -- redrive <id…> | --all [--dry-run] [--stage <stage>] [--json]
npm run ponte -- dismiss <id…> | --host <host> [--dry-run] [--stage <stage>] [--json]
npm run ponte -- promotions [--stage <stage>] [--json]
npm run ponte -- promotions run <promotion> [--at <time>] [--extra] [--dry-run] [--stage <stage>] [--json]

parked      lists what waits for a person, and points that customers had spent: since when, why, and what to do
redrive     sends it through again, once the cause is gone; entries keep their change keys, so that nothing counts twice
dismiss     takes bodies and runs of promotions off that list without sending them; a body is deleted
promotions  shows the promotions and how far their newest runs came; on a terminal, until all are done
  run       fires a promotion by hand, as its schedule does: for its last scheduled time, or the one that --at names

  --stage <stage>   a deployed stack, such as prod, with the AWS credentials and region of your environment, and the
                    promotions of ponte.config.ts here; without it, the platform that npm start runs here
  --all             all orders that are listed, but for those that need checking first
  --host <host>     all bodies that this host has sent as a store that does not name it, such as those of a staging copy
  --at <time>       such as 2026-12-24T09:00, in the promotion's time zone
  --extra           for a time that is not of the schedule: a run besides, which gives points of its own
  --dry-run         tells what would be done, and does nothing; of a promotion, who would get what
  --json            one JSON object a line

Exit codes: 0 done, 1 something could not be done or stays parked, 2 the command's words are off`;

export interface Options {
  readonly kind: 'parked' | 'redrive' | 'dismiss' | 'promotions' | 'run';
  /** Of what is parked; of `run`, the promotion's. */
  readonly ids: readonly string[];
  /** Of `dismiss`, in place of ids. */
  readonly host: string | undefined;
  readonly stage: string | undefined;
  readonly at: string | undefined;
  readonly extra: boolean;
  readonly json: boolean;
  readonly dryRun: boolean;
}

export type Asked = { readonly kind: 'help' } | { readonly kind: 'wrong'; readonly because: string } | Options;

export function readArguments(args: readonly string[]): Asked {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        stage: { type: 'string' },
        host: { type: 'string' },
        all: { type: 'boolean', default: false },
        at: { type: 'string' },
        extra: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    const [first, ...rest] = positionals;
    const isRun = first === 'promotions' && rest[0] === 'run';
    const ids = isRun ? rest.slice(1) : rest;
    const fault = faultIn(isRun ? 'run' : first, ids, values);
    if (fault !== null) return { kind: 'wrong', because: fault };
    const { host, stage, at, extra, json, 'dry-run': dryRun } = values;
    return { kind: (isRun ? 'run' : first) as Options['kind'], ids, host, stage, at, extra, json, dryRun };
  } catch (error) {
    return { kind: 'wrong', because: error instanceof Error ? error.message : String(error) };
  }
}

function faultIn(
  kind: string | undefined,
  ids: readonly string[],
  { all, host }: { readonly all: boolean; readonly host?: string | undefined },
): string | null {
  if (host !== undefined && kind !== 'dismiss') return '--host is for dismiss';
  switch (kind) {
    case 'parked':
      return null;
    case 'redrive':
      return all === ids.length > 0 ? 'redrive takes ids, as parked lists them, or --all' : null;
    case 'dismiss':
      return (host === undefined) === (ids.length === 0) ? 'dismiss takes ids, as parked lists them, or --host' : null;
    case 'promotions':
      return ids.length > 0 ? `promotions knows no "${ids[0]}"; say run and a promotion, or nothing` : null;
    case 'run':
      return ids.length === 1 ? null : 'run takes one promotion, as promotions lists them';
    default:
      return 'say parked, redrive, dismiss or promotions';
  }
}
