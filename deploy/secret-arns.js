import config from '../ponte.config.ts';

/** The secrets of these stores: Secrets Manager appends a hyphen and six characters to each name. */
function secretArns(stores) {
  return async ({ resolveVariable }) => {
    const prefix = await resolveVariable('self:custom.secretPrefix');
    const ours = `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${prefix}`;
    // A statement needs a resource, even where no store is on this platform.
    const ids = stores.length === 0 ? ['no-store'] : stores.map(({ id }) => id);
    return ids.map((id) => ({ 'Fn::Sub': `${ours}${id}-??????` }));
  };
}

export const shopify = secretArns(config.stores.filter(({ platform }) => platform === 'shopify'));
export const woocommerce = secretArns(config.stores.filter(({ platform }) => platform === 'woocommerce'));
export const settle = secretArns(config.stores);
