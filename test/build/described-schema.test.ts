import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Described, describedSchema } from '../../build/described-schema.ts';
import { withFieldTables } from '../../build/field-tables.ts';
import { EVERY_FIELD } from '../support/editor/every-field.ts';
import { type Edited, edit } from '../support/editor/hovers.ts';

let schema: Described;
let edited: Edited;
beforeAll(() => {
  schema = describedSchema();
  edited = edit(EVERY_FIELD);
}, 60_000);

/** Every field at every depth, by its path and its text, as `hovers` tells them. */
function fieldsOf(part: Described, path: readonly string[] = []): { path: string; text: string }[] {
  const fields = Object.entries(part.properties ?? {}).flatMap(([name, field]) => [
    { path: [...path, name].join('.'), text: field.description ?? '' },
    ...fieldsOf(field, [...path, name]),
  ]);
  const others = [...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.items === undefined ? [] : [part.items])];
  return [...fields, ...others.flatMap((other) => fieldsOf(other, path))];
}

describe('the JSON Schema of the configuration', () => {
  test('says of every field what it means', () => {
    const fields = fieldsOf(schema);
    expect(fields.length).toBeGreaterThan(100);
    expect(fields.filter(({ text }) => text.length < 10)).toEqual([]);
  });

  test('has fields of both platforms, with what is required and what is the default', () => {
    const [shopify, woocommerce] = schema.properties?.stores?.items?.oneOf ?? [];
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['stores'] });
    expect(shopify?.required).toEqual(['platform', 'id', 'currency', 'timeZone', 'awardFrom', 'rules', 'shopDomain']);
    expect(shopify?.properties?.platform).toMatchObject({ const: 'shopify' });
    expect(woocommerce?.properties?.subOrders).toMatchObject({ default: 'ignore', enum: ['ignore', 'earn'] });
    expect(woocommerce?.properties?.customer?.description).toContain('CPF or CNPJ');
    expect(shopify?.properties?.customer?.description).toContain('noteAttribute');
  });
});

describe('an editor', () => {
  test('finds nothing wrong with the configuration that is hovered over', () => {
    expect(edited.faults).toEqual([]);
  });

  test('shows over every field the text of the schema', () => {
    const shown = new Set(edited.hovers.map(({ path, text }) => `${path}: ${text}`));
    const wanted = fieldsOf(schema).map(({ path, text }) => `${path}: ${text}`);
    expect(wanted.filter((field) => !shown.has(field))).toEqual([]);
  });

  test('shows no field without a text', () => {
    expect(edited.hovers.filter(({ text }) => text === '')).toEqual([]);
  });
});

test('docs/configuration.md says the same: npm run config-docs writes it', () => {
  const page = readFileSync(resolve('docs/configuration.md'), 'utf8');
  expect(page.match(/^<!-- fields: \w+ -->$/gm)).toHaveLength(9);
  expect(withFieldTables(page, schema)).toBe(page);
});
