/**
 * Lambda's own limit for the initialisation of a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const INIT_TIMEOUT_MS = 10_000;
