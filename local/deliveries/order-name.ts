import { parseJson } from '../../src/shared/parse-json.ts';

/** As shops form them, such as `#1001` or `BR-1001/2`: nothing that could be a sentence or an address. */
const NAME = /^#?[\w./-]{1,30}$/;

/** What an order is called in its shop, and by its customer; null where the body does not say, or says something odd. */
export function orderNameIn(body: Uint8Array, platform: 'shopify' | 'woocommerce' | null): string | null {
  const fields = parseJson(Buffer.from(body).toString());
  if (typeof fields !== 'object' || fields === null || platform === null) return null;
  const name = (fields as Readonly<Record<string, unknown>>)[platform === 'shopify' ? 'name' : 'number'];
  return typeof name === 'string' && NAME.test(name) ? name : null;
}
