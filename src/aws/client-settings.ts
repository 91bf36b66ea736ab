import { NodeHttpHandler } from '@smithy/node-http-handler';

/** As the variables `AWS_ENDPOINT_URL_<SERVICE>` name it. */
export type AwsService = 'DYNAMODB' | 'SQS' | 'SECRETS_MANAGER' | 'S3';

/**
 * What all clients of a Lambda function are made with, given once: a client that is made without them looks each of them up at its
 * first call, in variables and in files that a Lambda does not have. They share one pool of connections.
 *
 * @throws when a variable is missing that Lambda sets
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function clientSettings(variables: NodeJS.ProcessEnv) {
  const { AWS_SESSION_TOKEN: sessionToken } = variables;
  const settings = {
    region: required('AWS_REGION'),
    credentials: {
      accessKeyId: required('AWS_ACCESS_KEY_ID'),
      secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken !== undefined && { sessionToken }),
    },
    requestHandler: new NodeHttpHandler(),
    defaultsMode: 'standard',
    retryMode: 'standard',
    maxAttempts: 3,
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
    ignoreConfiguredEndpointUrls: true,
    authSchemePreference: async () => [],
    userAgentAppId: async () => undefined,
  } as const;

  function required(name: string): string {
    const value = variables[name];
    if (!value) throw new TypeError(`${name} is not set: Lambda gives it to every function`);
    return value;
  }

  return (service: AwsService) => {
    const endpoint = endpointOf(service, variables);
    return { ...settings, ...(endpoint !== undefined && { endpoint }) };
  };
}

/** Undefined for the service's own. */
export function endpointOf(service: AwsService, variables: NodeJS.ProcessEnv): string | undefined {
  return variables[`AWS_ENDPOINT_URL_${service}`] ?? variables.AWS_ENDPOINT_URL;
}
