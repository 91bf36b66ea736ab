import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { sayReady } from './child-side.ts';

/** DynamoDB where there is no Java for AWS's own. */
const { endpoint } = await startDynamoDb();
sayReady({ endpoint });
