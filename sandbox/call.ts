import type { SandboxRequest } from './wire.ts';

/** What a request asks for, from its method and path. */
export type Call =
  | { readonly operation: 'change'; readonly customer: string }
  | { readonly operation: 'upsert' }
  | {
      readonly operation: 'read';
      readonly what: 'balance' | 'history' | 'nothing';
      readonly customer: string;
      readonly query: URLSearchParams;
    };

const customerPath = /^\/v1\/pvt\/Customer\/([^/]+)\/(points|history)$/;

/** Reads method and path alone. */
export function callOf({ method, path }: SandboxRequest): Call {
  const [route = '', queryText = ''] = path.split('?', 2);
  const query = new URLSearchParams(queryText);
  const [, encoded = '', resource] = customerPath.exec(route) ?? [];
  const customer = decode(encoded);
  if (method === 'POST' && route === '/v1/pvt/Customer/upsert') return { operation: 'upsert' };
  if (customer !== null && method === 'POST' && resource === 'points') return { operation: 'change', customer };
  if (customer !== null && method === 'GET' && resource === 'points')
    return { operation: 'read', what: 'balance', customer, query };
  // A POST that reads; the GET is the sandbox's own.
  if (customer !== null && /^(?:GET|POST)$/.test(method) && resource === 'history')
    return { operation: 'read', what: 'history', customer, query };
  return { operation: 'read', what: 'nothing', customer: '', query };
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
