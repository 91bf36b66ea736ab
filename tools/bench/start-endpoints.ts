import { startHttpEndpoint } from '../../local/http-endpoint.ts';
import type { LambdaFunction } from '../../local/lambda/lambda-function.ts';
import { type Measured, measured } from './answer-times.ts';

/** Each function behind an HTTP endpoint of its own, all with the same route. */
export async function startEndpoints(functions: Readonly<Record<Measured, LambdaFunction>>) {
  const startFor = async (who: Measured) => {
    const { invoke } = functions[who];
    return await startHttpEndpoint(0, [{ method: 'POST', path: '/webhooks/woocommerce/{store}', invoke }]);
  };
  const [queued, inline, peer] = await Promise.all([startFor('queued'), startFor('inline'), startFor('peer')]);
  const endpoints = { queued, inline, peer };
  return {
    urls: { queued: queued.url, inline: inline.url, peer: peer.url },
    async close() {
      await Promise.all(measured.map((who) => endpoints[who].close()));
    },
  };
}
