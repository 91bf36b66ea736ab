import { expect, test } from 'vitest';
import { readAwsError } from '../../src/aws/aws-error.ts';
import { errorFields } from '../../src/aws/cloudwatch/error-fields.ts';

test.each([
  [
    '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"m"}',
    'ResourceNotFoundException',
    'm',
  ],
  ['{"__type":"com.amazon.coral.validate#ValidationException","message":"m"}', 'ValidationException', 'm'],
  ['{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"m"}', 'AccessDeniedException', 'm'],
  ['{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"m"}', 'QueueDoesNotExist', 'm'],
  ['{"__type":"FooError:http://internal.amazon.com/coral/com.amazon.coral.validate/","message":"m"}', 'FooError', 'm'],
  ['{"__type":"SlowDown"}', 'SlowDown', 'status 400'],
  ['{"__type":7,"message":{}}', 'UnknownError', 'status 400'],
  ['<html>no</html>', 'UnknownError', 'status 400'],
  ['', 'UnknownError', 'status 400'],
  ['null', 'UnknownError', 'status 400'],
])('%s', (body, name, message) => {
  expect(readAwsError(400, body)).toMatchObject({ name, message, $fault: 'client' });
});

test('is told of in a log line by its name', () => {
  const error = readAwsError(503, '{"__type":"aws#ServiceUnavailable","message":"ana@example.com"}');
  expect(errorFields(error)).toMatchObject({ error: 'ServiceUnavailable', code: 'ServiceUnavailable' });
  expect(error.$fault).toBe('server');
});
