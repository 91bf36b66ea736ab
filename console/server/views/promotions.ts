import * as z from 'zod';
import { promotionJson, promotionStates } from '../../../cli/promotions/promotion-states.ts';
import { runByHand, sumJson } from '../../../cli/promotions/run-by-hand.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { Choice } from '../../../src/domain/promotion/choose-awards.ts';
import type { Promotions } from '../../api.ts';
import type { RunAnswer } from '../../api-work.ts';
import { Refusal } from '../refusal.ts';
import { get, post, read } from '../route.ts';

const run = z.strictObject({
  at: z.string().max(40).optional(),
  extra: z.boolean().default(false),
  dryRun: z.boolean(),
});

/** Rows of a dry run that are sent to the page. */
const MAX_ROWS = 200;

export const promotionRoutes = [
  get('/api/promotions', async ({ connection }, { deadline }) => {
    const states = await promotionStates(connection, deadline);
    return { promotions: states.map(promotionJson) } satisfies Promotions;
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
