import type { PendingLine } from '../src/explain/explain-pending.ts';
import { gatherPending } from '../src/explain/gather-pending.ts';
import { en } from '../src/explain/words/en.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import type { Connection } from './connection.ts';
import { counted } from './counted.ts';
import { type Beside, besideInWords, gatherBeside } from './pending/beside.ts';
import { complain, print, shown, signed } from './terminal.ts';
import { type Times, timesOf } from './times.ts';

interface Options {
  readonly json: boolean;
  readonly limit: number;
}

/** `ponte pending` */
export async function listPending(connection: Connection, { json, limit }: Options, deadline: Deadline): Promise<void> {
  const config = await connection.config();
  const { retry } = config.settling;
  const nowMs = deadline.now();
  const { lines, illegible, isMore } = await gatherPending(
    connection.ledger,
    { retry, most: limit, stores: config.stores },
    nowMs,
    deadline.signal,
  );
  const beside = await gatherBeside(connection, config, deadline);
  if (json) for (const line of [...lines, ...beside]) print(JSON.stringify(line));
  else tell(lines, beside, timesOf(config.stores));
  if (illegible > 0)
    complain(
      `${counted(illegible, 'record')} cannot be read by this Ponte; use the version that is deployed, or a newer one.`,
    );
  if (isMore) complain(`There are more than ${limit}; --limit says how many are read.`);
  if (illegible > 0) process.exitCode = 1;
}

function tell(lines: readonly PendingLine[], beside: readonly Beside[], times: Times): void {
  for (const line of lines) print(inWords(line, times));
  const counts = Map.groupBy(lines, (line) => line.for);
  const parts = [...counts].map(([what, those]) => `${those.length} ${COUNTED[what]}`);
  const told = beside.flatMap((one) => besideInWords(one, times) ?? []);
  if (lines.length > 0 && told.length > 0) print('');
  for (const line of told) print(line);
  print(
    lines.length === 0
      ? 'No entry waits.'
      : `${counted(lines.length, 'entry waits', 'entries wait')}: ${parts.join(', ')}.`,
  );
}

const COUNTED: Readonly<Record<PendingLine['for'], string>> = {
  hold: 'held back by their rule',
  retry: 'tried again',
  account: 'kept back because their account is not called',
  store: 'without their store',
  shadow: 'until their store leaves the shadow',
  attempt: 'with an attempt under way',
  turn: 'ready',
  earlierEntry: 'behind another entry',
  person: 'for a person',
  nobody: 'for nobody',
  paymentAhead: 'paid in the future',
};

function inWords(line: PendingLine, times: Times) {
  const { id, points, attempts, reply, behind } = line;
  const [store = ''] = id.split('/');
  const time = times([store]);
  const until = line.until && time(line.until);
  const what = points === null ? 'not planned yet' : signed(points);
  const why =
    line.for === 'paymentAhead'
      ? `its payment date is ahead: planned on ${until}, unless the shop corrects it`
      : en.pending[line.for](until ?? '');
  const said = reply === null ? '' : `, last answer ${reply.status === 0 ? 'none' : `HTTP ${reply.status}`}`;
  const tried = attempts === 0 ? '' : `; attempts: ${attempts}${said}`;
  const given = line.givesUpAt === null ? '' : `; parked on ${time(line.givesUpAt)} if all fail`;
  const more = behind === 0 ? '' : `; entries behind it: ${behind}`;
  return shown`${id}  ${what}  ${why}, since ${time(line.since)}${tried}${given}${more}`;
}
