import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { LedgerUnreachable } from '../../ports/ledger-unreachable.ts';
import { RecordTooLarge } from '../../ports/record-too-large.ts';

// By name: DynamoDB and its emulators agree on nothing else, and a bundle may hold the classes twice.
const CONFLICT = 'ConditionalCheckFailedException';
const INVALID = 'ValidationException';
const ABOUT_THE_ITEM = new Set([CONFLICT, INVALID]);
/** Of a `ValidationException`: "Item size to update has exceeded the maximum allowed size", and without "to update" of a put. */
const TOO_LARGE = /exceeded the maximum allowed size/;

/**
 * A call of the table. Its failures are `LedgerUnreachable`, but for a condition that did not hold, an item over 400 KB, which is
 * `RecordTooLarge`, and an item that is refused otherwise.
 */
export async function reach<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !ABOUT_THE_ITEM.has(error.name)) throw new LedgerUnreachable(error);
    throw error.name === INVALID && TOO_LARGE.test(error.message) ? new RecordTooLarge(error) : error;
  }
}

/** When a reply is lost the SDK sends again and meets our own write. Whoever minds must recognise what it then loads. */
export async function unlessConflict(write: Promise<unknown>): Promise<'saved' | 'conflict'> {
  try {
    await write;
    return 'saved';
  } catch (error) {
    if (error instanceof Error && error.name === CONFLICT) return 'conflict';
    throw error;
  }
}

/**
 * A write of some of an item's attributes: those that are `undefined` are taken out, and all others, which another version or
 * somebody else may have put there, stay. The condition: the item still has this version, or there is none yet when it is 0.
 */
export function writing(
  { TableName, pk }: { readonly TableName: string; readonly pk: string },
  attributes: Readonly<Record<string, unknown>>,
  expectedVersion: number,
): UpdateCommand {
  const written = Object.entries({ ...attributes, version: expectedVersion + 1 });
  const there = written.filter(([, value]) => value !== undefined).map(([name]) => name);
  const gone = written.filter(([, value]) => value === undefined).map(([name]) => name);
  const condition = ifVersionIs(expectedVersion);
  const sets = there.map((name) => `#${name} = :${name}`).join(', ');
  const removes = gone.map((name) => `#${name}`).join(', ');
  return new UpdateCommand({
    TableName,
    Key: { pk },
    UpdateExpression: removes === '' ? `SET ${sets}` : `SET ${sets} REMOVE ${removes}`,
    ...condition,
    ExpressionAttributeNames: Object.fromEntries(written.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(
        written.filter(([, value]) => value !== undefined).map(([name, value]) => [`:${name}`, value]),
      ),
      ...condition.ExpressionAttributeValues,
    },
  });
}

/** The condition of a write: the item still has this version, or there is none yet when it is 0. */
export function ifVersionIs(expectedVersion: number) {
  if (expectedVersion === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': expectedVersion },
  };
}
