import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's whole credential chain in the bundles: a Lambda gets its credentials from its environment and
 * nowhere else, and the chain's other links would be a third of each bundle.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = fromEnv;
