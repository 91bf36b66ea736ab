import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { fromBase64, toBase64 } from '@smithy/core/serde';

type Fields = Readonly<Record<string, unknown>>;

type Translate = (attributes: Fields) => Fields;

const attributes = (value: Fields, translate: Translate) => translate(value);
const items = (value: readonly Fields[], translate: Translate) => value.map(translate);
const ofTables = (value: Fields, ofTable: (value: never) => unknown) =>
  Object.fromEntries(Object.entries(value).map(([table, one]) => [table, ofTable(one as never)]));
const keysOfTables = (value: Fields, translate: Translate) =>
  ofTables(value, ({ Keys, ...others }: { readonly Keys: readonly Fields[] }) => ({
    ...others,
    Keys: items(Keys, translate),
  }));
const itemsOfTables = (value: Fields, translate: Translate) =>
  ofTables(value, (found: readonly Fields[]) => items(found, translate));

/** The parts of inputs and outputs that hold attributes, and how. */
const PARTS: Readonly<Record<string, (value: never, translate: Translate) => unknown>> = {
  Key: attributes,
  Item: attributes,
  Attributes: attributes,
  ExpressionAttributeValues: attributes,
  ExclusiveStartKey: attributes,
  LastEvaluatedKey: attributes,
  Items: items,
  RequestItems: keysOfTables,
  UnprocessedKeys: keysOfTables,
  Responses: itemsOfTables,
};

/** An operation's input as DynamoDB takes it: attributes with their types, bytes in base64. Sets of bytes are not written. */
export function toWire(input: Fields): string {
  return JSON.stringify(translated(input, marshall), bytesToText);
}

/** What DynamoDB answers, with attributes as plain values. */
export function fromWire<Output extends object>(output: string): Output {
  return translated(JSON.parse(output, textToBytes), (item) => unmarshall(item as never)) as Output;
}

function translated(fields: Fields, translate: Translate): Fields {
  const parts = Object.entries(fields).map(([name, value]) => {
    const part = PARTS[name];
    return [name, part === undefined || value === undefined ? value : part(value as never, translate)];
  });
  return Object.fromEntries(parts);
}

/** `B` is the type of an attribute of bytes. */
function bytesToText(this: Fields, key: string, value: unknown): unknown {
  const bytes = this[key];
  return key === 'B' && bytes instanceof Uint8Array ? toBase64(bytes) : value;
}

function textToBytes(key: string, value: unknown): unknown {
  return key === 'B' && typeof value === 'string' ? fromBase64(value) : value;
}
