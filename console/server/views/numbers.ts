import * as z from 'zod';
import { get, readQuery } from '../route.ts';

const view = z.strictObject({ span: z.enum(['hour', 'day', 'month']).default('day') });

export const numberRoutes = [
  get('/api/numbers', async ({ numbers }, { query, deadline }) => numbers.read(readQuery(view, query).span, deadline)),
];
