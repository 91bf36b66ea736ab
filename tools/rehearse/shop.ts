import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { close, listen } from '../../sandbox/loopback.ts';
import { startWooCommerceShop, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { passOn } from './pass-on.ts';

/** A WooCommerce shop whose API answers over TLS, at an address of this machine. */
export interface Shop extends Pick<WooCommerceShop, 'put' | 'requests' | 'close'> {
  /** Such as `https://localhost:40123`. */
  readonly url: string;
}

/** @param certificate a file with a certificate for `localhost`; its key is in a file of the same name with `.key` */
export async function startShop(certificate: string): Promise<Shop> {
  const shop = await startWooCommerceShop({ timeZone: 'America/Sao_Paulo' });
  const tls = createServer(
    { cert: readFileSync(certificate), key: readFileSync(`${certificate}.key`) },
    (incoming, response) => passOn(incoming, response, shop.url),
  );
  const { port } = new URL(await listen(tls, 0));
  return {
    url: `https://localhost:${port}`,
    put: shop.put,
    requests: shop.requests,
    async close() {
      await close(tls);
      await shop.close();
    },
  };
}
