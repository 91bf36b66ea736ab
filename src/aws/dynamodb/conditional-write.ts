import { LedgerUnreachable } from '../../ports/ledger-unreachable.ts';
import { RecordTooLarge } from '../../ports/record-too-large.ts';

// DynamoDB and its emulators agree on nothing but the names.
const CONFLICT = 'ConditionalCheckFailedException';
const INVALID = 'ValidationException';
const ABOUT_THE_ITEM = new Set([CONFLICT, INVALID]);
/** Of a `ValidationException`: "Item size to update has exceeded the maximum allowed size", and without "to update" of a put. */
const TOO_LARGE = /exceeded the maximum allowed size/;

/**
 * Turns a failed call of the table into `LedgerUnreachable`, an item over 400 KB into `RecordTooLarge`. A failed condition and an
 * item refused otherwise reject as they are.
 */
export async function reach<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof Error) || !ABOUT_THE_ITEM.has(error.name)) throw new LedgerUnreachable(error);
    throw error.name === INVALID && TOO_LARGE.test(error.message) ? new RecordTooLarge(error) : error;
  }
}

/** A conflict may be our own write, which the client repeats when its reply is lost: the caller must recognise what it loads. */
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
 * A conditional write of some of an item's attributes; see `ifVersionIs`. Removes those that are `undefined`. Attributes that
 * are not named stay: another version may have written them.
 */
export function writing(
  { TableName, pk }: { readonly TableName: string; readonly pk: string },
  attributes: Readonly<Record<string, unknown>>,
  expectedVersion: number,
) {
  const written = Object.entries({ ...attributes, version: expectedVersion + 1 });
  const present = written.filter(([, value]) => value !== undefined);
  const absent = written.filter(([, value]) => value === undefined);
  const condition = ifVersionIs(expectedVersion);
  const sets = present.map(([name]) => `#${name} = :${name}`).join(', ');
  const removes = absent.map(([name]) => `#${name}`).join(', ');
  return {
    TableName,
    Key: { pk },
    UpdateExpression: removes === '' ? `SET ${sets}` : `SET ${sets} REMOVE ${removes}`,
    ...condition,
    ExpressionAttributeNames: Object.fromEntries(written.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
      ...condition.ExpressionAttributeValues,
    },
  };
}

/** The condition that the item still has this version; with 0, that there is no item yet. */
export function ifVersionIs(expectedVersion: number) {
  if (expectedVersion === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': expectedVersion },
  };
}
