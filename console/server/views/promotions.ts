import * as z from 'zod';
import { promotionJson, promotionStates, runStates } from '../../../cli/promotions/promotion-states.ts';
import { runByHand, sumJson } from '../../../cli/promotions/run-by-hand.ts';
import { type RunReport, runReport } from '../../../cli/promotions/run-report.ts';
import { runJson } from '../../../cli/run-line.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { Choice } from '../../../src/domain/promotion/choose-awards.ts';
import type { Promotions, Runs } from '../../api.ts';
import type { RunAnswer } from '../../api-work.ts';
import { notFound, Refusal } from '../refusal.ts';
import { get, limitOf, post, read, readQuery } from '../route.ts';

const run = z.strictObject({
  at: z.string().max(40).optional(),
  extra: z.boolean().default(false),
  dryRun: z.boolean(),
});

const runsPage = z.strictObject({ before: z.string().max(40).optional(), limit: limitOf(100, 20) });

/** Rows of a dry run, or of a report, that are sent to the page. */
const MAX_ROWS = 200;

export const promotionRoutes = [
  get('/api/promotions', async ({ connection }, { language, deadline }) => {
    const states = await promotionStates(connection, deadline);
    return { promotions: states.map((state) => promotionJson(state, language)) } satisfies Promotions;
  }),
  get('/api/promotions/{id}/runs', async ({ connection }, { path: { id: promotion = '' }, query, deadline }) => {
    const { before, limit } = readQuery(runsPage, query);
    const { runs, hasOlderRuns } = await runStates(
      connection.runs,
      promotion,
      { before: before ?? null, most: limit },
      deadline,
    );
    const next = hasOlderRuns ? (runs.at(-1)?.record.key.occurrence ?? null) : null;
    return { runs: runs.map(runJson), next } satisfies Runs;
  }),
  get('/api/promotions/{id}/runs/{run}/report', async ({ connection }, { path, deadline }) => {
    const { id: promotion = '', run: occurrence = '' } = path;
    const report = await runReport(connection, { promotion, occurrence }, MAX_ROWS, deadline);
    if (report !== null) return report satisfies RunReport;
    throw notFound('The run left out no row of its audience.', `${promotion} ${occurrence}`, 'Choose one of the list.');
  }),
  post('/api/promotions/{id}/run', async ({ connection }, { path: { id: promotion = '' }, body, deadline }) => {
    const { at, extra, dryRun } = read(run, body, promotion);
    const rows: Choice[] = [];
    const options = { promotion, ...(at !== undefined && { at }), extra, dryRun };
    const result = await runByHand(connection, options, deadline, (choice) => {
      if (choice.kind !== 'otherDay' && rows.length < MAX_ROWS) rows.push(masked(choice));
    });
    if (result.kind === 'cannot') {
      throw new Refusal(409, { what: 'It is not fired.', where: promotion, next: result.because });
    }
    const answer: RunAnswer =
      result.kind === 'fired'
        ? { result: 'fired', ...result.key, again: result.again }
        : { result: 'wouldFire', ...result.key, rows, sum: sumJson(result), refusal: result.refusal };
    return answer;
  }),
];

function masked(choice: Choice): Choice {
  if (choice.kind !== 'award') return choice;
  return { ...choice, award: { ...choice.award, customer: customerId('***'), text: choice.award.text && '***' } };
}
