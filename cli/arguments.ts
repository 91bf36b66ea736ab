import { parseArgs } from 'node:util';
import { isTimeZone } from '../src/shared/local-time.ts';
import { shown } from './terminal.ts';

export const HELP = shown`npm run ponte -- parked [--stage <stage>] [--json]
npm run ponte -- redrive <id…> | --all [--dry-run] [--stage <stage>] [--json]
npm run ponte -- dismiss <id…> | --host <host> [--dry-run] [--stage <stage>] [--json]
npm run ponte -- promotions [--stage <stage>] [--json]
npm run ponte -- promotions run <promotion> [--at <time>] [--extra] [--dry-run] [--stage <stage>] [--json]
npm run ponte -- reclaim --since <instant> --until <instant> [--store <store>] [--all] [--zone <zone>] [--trust-titles]
                         [--after <id>] [--apply] [--stage <stage>] [--json]
npm run ponte -- reclaim <id> --points=<points,…>|none --since <instant> --until <instant> [--apply] [--stage <stage>]

parked      lists what waits for a person, and points that customers had spent: since when, why, and what to do
redrive     sends it through again, once the cause is gone; entries keep their change keys, so that nothing counts twice
dismiss     takes bodies and runs of promotions off that list without sending them; a body is deleted
promotions  shows the promotions and how far their newest runs came; on a terminal, until all are done
  run       fires a promotion by hand, as its schedule does: for its last scheduled time, or the one that --at names
reclaim     after the ledger was restored: writes what BonifiQ has of its orders and it has not, from the customers'
            points histories; with posting switched off. Tells only, without --apply. docs/recovery.md walks through it

  --stage <stage>   a deployed stack, such as prod, with the AWS credentials and region of your environment, and the
                    promotions of ponte.config.ts here; without it, the platform that npm start runs here
  --all             redrive: all orders that are listed, but for those that need checking first;
                    reclaim: orders, too, of which nothing was heard since; that asks for every customer
  --host <host>     all bodies that this host has sent as a store that does not name it, such as those of a staging copy
  --at <time>       such as 2026-12-24T09:00, in the promotion's time zone
  --extra           for a time that is not of the schedule: a run besides, which gives points of its own
  --since <instant> the moment that the ledger was restored to, such as 2026-11-30T12:00:00Z
  --until <instant> when the functions were stopped
  --store <store>   this store's orders only
  --zone <zone>     the time zone of BonifiQ's times that say none, such as America/Sao_Paulo
  --trust-titles    what bears another title in the history than customerReason was not given by Ponte
  --after <id>      goes on after this order, as the line of progress says
  --points          all changes of the order since then that you saw in BonifiQ, such as --points=70,-30
  --apply           writes it
  --dry-run         tells what would be done, and does nothing; of a promotion, who would get what
  --json            one JSON object a line

Exit codes: 0 done, 1 something could not be done or stays parked, 2 the command's words are off`;

export interface Options {
  readonly kind: 'parked' | 'redrive' | 'dismiss' | 'promotions' | 'run' | 'reclaim';
  /** Of what is parked; of `run`, the promotion's. */
  readonly ids: readonly string[];
  /** Of `dismiss`, in place of ids. */
  readonly host: string | undefined;
  readonly stage: string | undefined;
  readonly at: string | undefined;
  readonly extra: boolean;
  readonly json: boolean;
  readonly dryRun: boolean;
  /** Of `reclaim`, like all that follow: instants, in words that `Date.parse` reads. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly store: string | undefined;
  readonly zone: string | undefined;
  readonly trustTitles: boolean;
  readonly after: string | undefined;
  /** Null where nobody decided anything. */
  readonly points: readonly number[] | null;
  readonly all: boolean;
  readonly apply: boolean;
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
        since: { type: 'string' },
        until: { type: 'string' },
        store: { type: 'string' },
        zone: { type: 'string' },
        'trust-titles': { type: 'boolean', default: false },
        after: { type: 'string' },
        points: { type: 'string' },
        apply: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return { kind: 'help' };
    const [first, ...rest] = positionals;
    const isRun = first === 'promotions' && rest[0] === 'run';
    const ids = isRun ? rest.slice(1) : rest;
    const fault =
      faultIn(isRun ? 'run' : first, ids, values) ?? (first === 'reclaim' ? reclaimFault(ids, values) : null);
    if (fault !== null) return { kind: 'wrong', because: fault };
    const { 'dry-run': dryRun, 'trust-titles': trustTitles, stage, at, extra, json, host } = values;
    const { since, until, store, zone, after, all, apply } = values;
    const points = values.points === undefined ? null : pointsIn(values.points);
    const ofReclaim = { since, until, store, zone, trustTitles, after, points, all, apply };
    return {
      kind: (isRun ? 'run' : first) as Options['kind'],
      ids,
      host,
      stage,
      at,
      extra,
      json,
      dryRun,
      ...ofReclaim,
    };
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
    case 'reclaim':
      return null;
    case 'promotions':
      return ids.length > 0 ? `promotions knows no "${ids[0]}"; say run and a promotion, or nothing` : null;
    case 'run':
      return ids.length === 1 ? null : 'run takes one promotion, as promotions lists them';
    default:
      return 'say parked, redrive, dismiss, promotions or reclaim';
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

function reclaimFault(
  ids: readonly string[],
  values: {
    since?: string | undefined;
    until?: string | undefined;
    zone?: string | undefined;
    points?: string | undefined;
  },
): string | null {
  const { since = '', until = '', zone, points } = values;
  const isInstant = (text: string) => INSTANT.test(text) && !Number.isNaN(Date.parse(text));
  if (!isInstant(since) || !isInstant(until)) return 'reclaim takes --since and --until, such as 2026-11-30T12:00:00Z';
  if (Date.parse(since) >= Date.parse(until)) return '--since has to be before --until';
  if (zone !== undefined && !isTimeZone(zone)) return '--zone is not a time zone; use a name such as America/Sao_Paulo';
  if (ids.length > 1 || (ids.length === 1) !== (points !== undefined))
    return 'reclaim takes one id together with --points, or neither';
  return points === undefined || pointsIn(points) !== null
    ? null
    : '--points takes whole numbers, such as --points=70,-30, or none';
}

/** Null for what says no points. */
function pointsIn(text: string): readonly number[] | null {
  if (text === 'none') return [];
  return /^-?[1-9]\d{0,9}(?:,-?[1-9]\d{0,9})*$/.test(text) ? text.split(',').map(Number) : null;
}
