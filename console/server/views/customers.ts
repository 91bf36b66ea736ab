import * as z from 'zod';
import { explainedCustomers } from '../../../cli/customer.ts';
import type { CustomerExplanation } from '../../../src/explain/customer-explanation.ts';
import type { CustomerView } from '../../api.ts';
import { get, readQuery } from '../route.ts';

const view = z.strictObject({ store: z.string().optional(), reveal: z.literal('1').optional() });

export const customerRoutes = [
  get('/api/customers/{id}', async ({ connection }, { path: { id = '' }, query, deadline }) => {
    const { store, reveal } = readQuery(view, query);
    const options = { ...(store !== undefined && { store }), showCustomer: reveal === '1' };
    const customers: CustomerExplanation[] = [];
    for await (const said of explainedCustomers(connection, id, options, deadline)) customers.push(said);
    return { customers } satisfies CustomerView;
  }),
];
