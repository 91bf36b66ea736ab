import * as z from 'zod';

/** A store of a local platform, with the secret that its platform signs with. */
export const localStore = z.object({
  id: z.string(),
  platform: z.enum(['shopify', 'woocommerce']),
  webhookSecret: z.string(),
});

export type LocalStore = z.infer<typeof localStore>;
