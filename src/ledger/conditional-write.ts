/** When a reply is lost the SDK sends again and meets our own write. Whoever minds must recognise what it then loads. */
export async function unlessConflict(write: Promise<unknown>): Promise<'saved' | 'conflict'> {
  try {
    await write;
    return 'saved';
  } catch (error) {
    // By name: DynamoDB and its emulators agree on nothing else, and a bundle may hold the class twice.
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'conflict';
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
