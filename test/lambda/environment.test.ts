import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/lambda/environment.ts';

const complete = {
  TABLE_NAME: 'ponte-prod-ledger',
  QUEUE_URL: 'https://sqs.sa-east-1.amazonaws.com/000000000000/settle',
  UNVERIFIED_QUEUE_URL: 'https://sqs.sa-east-1.amazonaws.com/000000000000/unverified',
  SECRET_PREFIX: 'ponte/prod/',
};

describe('what a Lambda is told by its environment', () => {
  test('is read as it is, the points API being the real one unless told otherwise', () => {
    expect(readEnvironment({ ...complete, PATH: '/usr/bin' })).toEqual({
      tableName: 'ponte-prod-ledger',
      queueUrl: 'https://sqs.sa-east-1.amazonaws.com/000000000000/settle',
      unverifiedQueueUrl: 'https://sqs.sa-east-1.amazonaws.com/000000000000/unverified',
      bonifiqBaseUrl: 'https://api.bonifiq.com.br',
      secretPrefix: 'ponte/prod/',
      posting: 'on',
      metricNamespace: null,
    });
    expect(readEnvironment({ ...complete, POSTING: 'off' })).toMatchObject({ posting: 'off' });
    expect(readEnvironment({ ...complete, METRIC_NAMESPACE: 'ponte-prod' })).toMatchObject({
      metricNamespace: 'ponte-prod',
    });
    expect(readEnvironment({ ...complete, BONIFIQ_BASE_URL: 'http://127.0.0.1:3001/b' })).toMatchObject({
      bonifiqBaseUrl: 'http://127.0.0.1:3001/b',
    });
  });

  const TABLE = '  - TABLE_NAME: has to be the name of the ledger table';
  const QUEUE = '  - QUEUE_URL: has to be the URL of the settle queue';
  const UNVERIFIED =
    '  - UNVERIFIED_QUEUE_URL: has to be the URL of the queue of deliveries that cannot be verified yet';
  const BONIFIQ = '  - BONIFIQ_BASE_URL: has to be the https:// URL of the points API; leave it out for production';
  const SECRETS =
    '  - SECRET_PREFIX: has to be what the names of the stores\' secrets begin with, such as "ponte/prod/"';

  const POSTING = '  - POSTING: has to be "on" or "off"; leave it out for "on"';
  const METRICS =
    '  - METRIC_NAMESPACE: has to be the CloudWatch namespace of the metrics; without it none are written';

  test.each<[string, NodeJS.ProcessEnv, string[]]>([
    ['nothing', {}, [TABLE, QUEUE, UNVERIFIED, SECRETS]],
    [
      'empty texts',
      { TABLE_NAME: '', QUEUE_URL: '', BONIFIQ_BASE_URL: '', SECRET_PREFIX: '', METRIC_NAMESPACE: '' },
      [TABLE, QUEUE, UNVERIFIED, BONIFIQ, SECRETS, METRICS],
    ],
    ['another word', { ...complete, POSTING: 'no' }, [POSTING]],
    ['no URLs', { ...complete, QUEUE_URL: 'settle', BONIFIQ_BASE_URL: 'api.bonifiq.com.br' }, [QUEUE, BONIFIQ]],
    ['a URL that shows the password to the network', { ...complete, BONIFIQ_BASE_URL: 'http://10.0.0.1' }, [BONIFIQ]],
    ['URLs of other kinds', { ...complete, QUEUE_URL: 'arn:aws:sqs:x', BONIFIQ_BASE_URL: 'ftp://x' }, [QUEUE, BONIFIQ]],
  ])('is refused with all faults together: %s', (_name, variables, faults) => {
    expect(() => readEnvironment(variables)).toThrow(
      new Error(['the environment has to be put right first:', ...faults].join('\n')),
    );
  });
});
