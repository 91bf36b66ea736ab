import { LedgerUnreachable } from './ledger-unreachable.ts';

// By name: DynamoDB and its emulators agree on nothing else, and a bundle may hold the classes twice.
const CONFLICT = 'ConditionalCheckFailedException';
/** An item over 400 KB is a `ValidationException`. */
const ABOUT_THE_ITEM = new Set([CONFLICT, 'ValidationException']);

/** A call of the table, whose failures are `LedgerUnreachable` but for a condition that did not hold and an item that is refused. */
export async function reach<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    const isAboutTheItem = error instanceof Error && ABOUT_THE_ITEM.has(error.name);
    throw isAboutTheItem ? error : new LedgerUnreachable(error);
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

/** The condition of a write: the item still has this version, or there is none yet when it is 0. */
export function ifVersionIs(expectedVersion: number) {
  if (expectedVersion === 0) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': expectedVersion },
  };
}
