import * as z from 'zod';
import { decimal } from '../domain/decimal.ts';
import { MAX_POINTS } from '../domain/max-points.ts';
import { amount, localTime, positive } from './field-schemas.ts';
import { required } from './format-issue.ts';

// The comments on fields are what editors show, and what docs/configuration.md and the JSON Schema say of them.

export const rule = z.strictObject({
  /** the rule's name, kept with every order that the rule decides */
  version: z.string(required('name the rule, such as "2026"; the name is kept with every order')).min(1).max(40),
  /** points for one unit of money, such as `'1'` or `'0.5'` */
  pointsPerUnit: positive('write how many points one unit of the currency earns, such as "1" or "0.5"'),
  /**
   * the rule decides orders paid from this time on
   * @defaultValue the beginning
   */
  from: localTime('').optional(),
  /** how points are rounded, once, on the whole order: `'floor'`, `'half-up'` or `'ceil'` */
  rounding: z.enum(['floor', 'half-up', 'ceil']).default('floor'),
  /**
   * an order worth less earns nothing. Compared with the eligible part of what was paid for goods, whether or not it was refunded since; WooCommerce: with
   * the eligible amount before refunds
   * @defaultValue `'0'`
   */
  minimumOrder: amount('').default(decimal('0')),
  /**
   * the most that an order earns; refunds of a capped order take nothing back until the rest earns less than the cap
   * @defaultValue none
   */
  maximumPoints: z.int().positive().max(MAX_POINTS, `the API takes at most ${MAX_POINTS} points`).optional(),
  /** whether tax earns points, too: `'excluded'` or `'included'` */
  tax: z.enum(['excluded', 'included']).default('excluded'),
  /** for how many days after the payment nothing is posted; up to 365 */
  holdDays: z.int().min(0).max(365).default(0),
});

export const campaign = z.strictObject({
  /** the campaign's name, kept with every order that it decides */
  name: z.string(required('name the campaign')).min(1).max(60),
  /** orders paid from this time on */
  from: localTime('write when the campaign begins, such as "2026-11-27"'),
  /** orders paid before this time */
  to: localTime('write when the campaign ends, such as "2026-12-01"; that moment is no longer part of it'),
  /** by what the points are multiplied, such as `'2'` */
  multiplier: positive('write by what the points are multiplied, such as "2"'),
});
