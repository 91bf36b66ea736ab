import * as z from 'zod';
import { parseJson } from '../src/shared/parse-json.ts';
import { faultSchema } from './faults.ts';
import type { SandboxCore } from './sandbox-core.ts';
import { settingsSchema } from './settings.ts';
import { json, type SandboxAnswer, type SandboxRequest } from './wire.ts';

const faultsSchema = z.array(faultSchema);
const customersSchema = z.array(z.string().min(1));

/**
 * The sandbox's own endpoints, outside the API and without authentication; null when the path is not one of them.
 *
 *     GET    /sandbox/state
 *     GET    /sandbox/faults
 *     PUT    /sandbox/faults     [{"kind":"cut","when":"after","times":1}]
 *     DELETE /sandbox/faults
 *     PATCH  /sandbox/settings   {"customers":"known"}
 *     POST   /sandbox/customers  ["ana@example.com"]
 */
export function control(core: SandboxCore, { method, path, body }: SandboxRequest): SandboxAnswer | null {
  if (!path.startsWith('/sandbox/')) return null;
  switch (`${method} ${path}`) {
    case 'GET /sandbox/state':
      return json(200, core.state());
    case 'GET /sandbox/faults':
      return json(200, core.faults());
    case 'PUT /sandbox/faults':
      return change(faultsSchema, body, (faults) => core.setFaults(faults));
    case 'DELETE /sandbox/faults':
      core.setFaults([]);
      return done;
    case 'PATCH /sandbox/settings':
      return change(settingsSchema.partial(), body, (settings) => core.configure(settings));
    case 'POST /sandbox/customers':
      return change(customersSchema, body, (customers) => core.seed(customers));
    default:
      return json(404, { error: `The sandbox knows no ${method} ${path}.` });
  }
}

const done: SandboxAnswer = { status: 204, headers: {}, body: '' };

function change<T>(schema: z.ZodType<T>, body: string, apply: (value: T) => void): SandboxAnswer {
  const parsed = schema.safeParse(parseJson(body));
  if (!parsed.success) return json(400, { error: z.prettifyError(parsed.error) });
  apply(parsed.data);
  return done;
}
