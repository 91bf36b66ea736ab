import { readOptions } from '../../../local/read-options.ts';
import { clearProgress, tellProgress } from '../progress-line.ts';
import { quantile } from '../quantile.ts';
import { playOnPlatform } from './on-platform.ts';
import { type Bounded, exceeded, idealMs, mixed, scenes } from './scenes.ts';
import { type Played, play } from './simulated-account.ts';

const HELP = `Measures how near the calls of the points API come to its limit, which nobody tells beforehand.

  npm run bench:pace -- [--seeds N] [--awards N] [--no-platform] [--json]

  --seeds N       how often each simulated scene is played (default 5); the worst counts
  --awards N      customers of the promotion beside orders (default 1000000, a minute)
  --no-platform   only in simulated time
  --json          the figures as JSON

In simulated time many containers' circuit breakers share one account; on the local platform the bundled functions call a
sandbox with a limit. Exit code 1: a bound was exceeded. 2: the arguments are wrong.
`;

const { values } = readOptions('npm run bench:pace', {
  options: {
    seeds: { type: 'string', default: '5' },
    awards: { type: 'string', default: '1000000' },
    'no-platform': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const seeds = Number(values.seeds);
const awards = Number(values.awards);

interface Row {
  readonly name: string;
  readonly tookS: number;
  readonly timesIdeal: number;
  readonly limitedPercent: number;
  readonly wakesAnOrder: number | null;
  readonly writesACall: number | null;
  readonly exceeded: readonly string[];
}

/** The worst of all seeds. */
async function simulated(bounded: Bounded): Promise<Row> {
  const rows: Row[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    tellProgress(`${bounded.name}, seed ${seed}`);
    const scene = { ...bounded.scene, seed };
    const learnt = bounded.isKnown === true ? (await play({ ...scene, seed: seed + 1_000 })).state : null;
    rows.push(rowOf(bounded, await play({ ...scene, learnt })));
  }
  const worst = (of: (row: Row) => number | null) => Math.max(...rows.map((row) => of(row) ?? 0));
  return {
    name: bounded.name,
    tookS: worst(({ tookS }) => tookS),
    timesIdeal: worst(({ timesIdeal }) => timesIdeal),
    limitedPercent: worst(({ limitedPercent }) => limitedPercent),
    wakesAnOrder: worst(({ wakesAnOrder }) => wakesAnOrder),
    writesACall: worst(({ writesACall }) => writesACall),
    exceeded: [...new Set(rows.flatMap((row) => row.exceeded))],
  };
}

function rowOf(bounded: Bounded, came: Played): Row {
  return {
    name: bounded.name,
    tookS: came.tookMs / 1_000,
    timesIdeal: came.tookMs / idealMs(bounded.scene),
    limitedPercent: (100 * came.limited) / came.calls,
    wakesAnOrder: came.wakes / bounded.scene.orders,
    writesACall: came.writes / came.calls,
    exceeded: exceeded(bounded, came, idealMs(bounded.scene)),
  };
}

async function onPlatform(name: string, orders: number, perSecond: number | null, outageMs: number): Promise<Row> {
  const limit = perSecond === null ? null : ({ callsPerSecond: perSecond, window: 'sliding' } as const);
  const came = await playOnPlatform({ orders, limit, outageMs, emit: (text) => tellProgress(`${name}: ${text}`) });
  const ideal = perSecond === null ? Number.NaN : (orders / perSecond) * 1_000;
  return {
    name,
    tookS: came.tookMs / 1_000,
    timesIdeal: came.tookMs / ideal,
    limitedPercent: (100 * came.limited) / came.calls,
    wakesAnOrder: null,
    writesACall: null,
    exceeded: [
      ...(came.settled < orders ? [`${orders - came.settled} orders not settled`] : []),
      ...exceeded(
        perSecond === null ? { afterOutageMs: 30_000 } : { timesIdeal: 1.3, limitedShare: 0.05 },
        came,
        ideal,
      ),
    ],
  };
}

/** Half a second more at any of these quantiles is beyond what chance makes of them. */
const LONGER_MS = 500;

async function besidePromotion() {
  tellProgress(`orders beside a promotion of ${awards} customers`);
  const { alone, beside } = mixed(awards);
  const { state: learnt } = await play({ ...alone, orders: 400, overMs: 0 });
  const [without, withPromotion] = [await play({ ...alone, learnt }), await play({ ...beside, learnt })];
  const waits = ({ waitedMs }: Played) => ({
    p50: quantile(waitedMs, 0.5),
    p95: quantile(waitedMs, 0.95),
    p99: quantile(waitedMs, 0.99),
  });
  const [one, other] = [waits(without), waits(withPromotion)];
  return {
    awards: withPromotion.awards,
    limitedPercent: (100 * withPromotion.limited) / withPromotion.calls,
    writesACall: withPromotion.writes / withPromotion.calls,
    waitsMsWithout: one,
    waitsMsBeside: other,
    exceeded:
      other.p50 - one.p50 > LONGER_MS || other.p95 - one.p95 > LONGER_MS || other.p99 - one.p99 > LONGER_MS
        ? ['orders wait longer beside the promotion']
        : [],
  };
}

if (values.help) console.log(HELP);
else if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(awards) || awards < 0) {
  console.error('--seeds takes a whole number from 1, --awards one from 0');
  process.exitCode = 2;
} else {
  const rows: Row[] = [];
  for (const bounded of scenes) rows.push(await simulated(bounded));
  const mix = awards > 0 ? await besidePromotion() : null;
  const played: Row[] = [];
  if (!values['no-platform']) {
    played.push(await onPlatform('400 orders, 20/s', 400, 20, 0));
    played.push(await onPlatform('200 orders, 10/s', 200, 10, 0));
    played.push(await onPlatform('150 orders through an outage of 40 s', 150, null, 40_000));
  }
  clearProgress();
  if (values.json) console.log(JSON.stringify({ simulated: rows, besidePromotion: mix, onPlatform: played }));
  else {
    printRows('in simulated time', rows);
    if (mix !== null) {
      const waits = ({ p50, p95, p99 }: { p50: number; p95: number; p99: number }) =>
        `${p50.toFixed(0)} / ${p95.toFixed(0)} / ${p99.toFixed(0)} ms`;
      console.log(
        `\nbeside a promotion of ${mix.awards} customers, orders wait ${waits(mix.waitsMsBeside)} (half, 95 %, 99 % of them);`,
      );
      console.log(
        `without it ${waits(mix.waitsMsWithout)}; ${mix.limitedPercent.toFixed(2)} % of the calls answered 429, ${mix.writesACall.toFixed(2)} writes a call`,
      );
    }
    if (played.length > 0) printRows('\non the local platform', played);
  }
  const faults = [...rows, ...played]
    .filter((row) => row.exceeded.length > 0)
    .map((row) => `${row.name}: ${row.exceeded.join(', ')}`);
  for (const fault of [...faults, ...(mix?.exceeded ?? [])]) console.error(fault);
  process.exitCode = faults.length > 0 || (mix?.exceeded.length ?? 0) > 0 ? 1 : 0;
}

function printRows(title: string, rows: readonly Row[]): void {
  console.log(`${title.padEnd(56)}     s   x ideal   429 %   wakes   writes`);
  for (const { name, tookS, timesIdeal, limitedPercent, wakesAnOrder, writesACall } of rows) {
    const number = (value: number | null, width: number, digits = 2) =>
      (value === null || Number.isNaN(value) ? '-' : value.toFixed(digits)).padStart(width);
    console.log(
      `${name.padEnd(52)}${number(tookS, 10, 1)}${number(timesIdeal, 10)}${number(limitedPercent, 8, 1)}${number(wakesAnOrder, 8)}${number(writesACall, 9)}`,
    );
  }
}
