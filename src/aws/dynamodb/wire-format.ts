import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { fromBase64, toBase64 } from '@smithy/core/serde';

type Fields = Readonly<Record<string, unknown>>;

/** The parts of inputs and outputs that hold attributes. */
const OF_ATTRIBUTES = [
  'Key',
  'Item',
  'Attributes',
  'ExpressionAttributeValues',
  'ExclusiveStartKey',
  'LastEvaluatedKey',
];
const OF_ITEMS = 'Items';
/** Of a batch: by the names of tables. */
const OF_KEYS = ['RequestItems', 'UnprocessedKeys'];
const OF_TABLES = 'Responses';

type Keys = Fields & { readonly Keys: readonly Fields[] };

/** An operation's input as DynamoDB takes it: attributes with their types, bytes in base64. Sets of bytes are not written. */
export function toWire(input: Fields): string {
  const fields = Object.entries(input).map(([name, value]) => {
    if (OF_KEYS.includes(name)) return [name, eachTable(value, (table: Keys) => withKeys(table, marshall))];
    return [name, OF_ATTRIBUTES.includes(name) && value !== undefined ? marshall(value) : value];
  });
  return JSON.stringify(Object.fromEntries(fields), bytesToText);
}

/** What DynamoDB answers, with attributes as plain values. */
export function fromWire<Output extends object>(output: string): Output {
  const fields = Object.entries(JSON.parse(output, textToBytes) as Fields).map(([name, value]) => {
    if (name === OF_ITEMS) return [name, (value as Fields[]).map(read)];
    if (name === OF_TABLES) return [name, eachTable(value, (items: Fields[]) => items.map(read))];
    if (OF_KEYS.includes(name)) return [name, eachTable(value, (table: Keys) => withKeys(table, read))];
    return [name, OF_ATTRIBUTES.includes(name) ? read(value as Fields) : value];
  });
  return Object.fromEntries(fields) as Output;
}

function read(item: Fields): Fields {
  return unmarshall(item as never);
}

function eachTable<Table>(tables: unknown, change: (table: Table) => unknown): Fields {
  const entries = Object.entries(tables as Readonly<Record<string, Table>>);
  return Object.fromEntries(entries.map(([name, table]) => [name, change(table)]));
}

function withKeys(table: Keys, change: (key: Fields) => unknown): Fields {
  return { ...table, Keys: table.Keys.map((key) => change(key)) };
}

/** `B` is the type of an attribute of bytes. */
function bytesToText(this: Fields, key: string, value: unknown): unknown {
  const bytes = this[key];
  return key === 'B' && bytes instanceof Uint8Array ? toBase64(bytes) : value;
}

function textToBytes(key: string, value: unknown): unknown {
  return key === 'B' && typeof value === 'string' ? fromBase64(value) : value;
}
