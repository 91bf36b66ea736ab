import { type Described, describedSchema } from './described-schema.ts';

const BEGIN = /^<!-- fields: (\w+) -->$/;
const END = '<!-- end of fields -->';

/** A text with its tables of fields put between their marks, such as docs/configuration.md; `schema` says what they hold. */
export function withFieldTables(text: string, schema: Described = describedSchema()): string {
  const tables = tablesOf(schema);
  const written: string[] = [];
  let isInTable = false;
  for (const line of text.split('\n')) {
    if (line === END) isInTable = false;
    if (!isInTable) written.push(line);
    const [, name] = BEGIN.exec(line) ?? [];
    if (name === undefined) continue;
    const table = tables.get(name);
    if (table === undefined) throw new Error(`there is no table "${name}"; there are ${[...tables.keys()].join(', ')}`);
    written.push('', ...table, '');
    isInTable = true;
  }
  return written.join('\n');
}

function tablesOf({ properties = {} }: Described): ReadonlyMap<string, readonly string[]> {
  const [shopify = {}, woocommerce = {}] = properties.stores?.items?.oneOf ?? [];
  const isOfBoth = (name: string) =>
    shopify.properties?.[name]?.description === woocommerce.properties?.[name]?.description;
  const { rules, campaigns, usedKey = {} } = shopify.properties ?? {};
  return new Map([
    ['stores', tableOf(shopify, isOfBoth)],
    ['shopify', tableOf(shopify, (name) => !isOfBoth(name))],
    ['woocommerce', tableOf(woocommerce, (name) => !isOfBoth(name))],
    ['replies', tableOf(usedKey)],
    ['rules', tableOf(rules?.items ?? {})],
    ['campaigns', tableOf(campaigns?.items ?? {})],
    ['settling', tableOf(properties.settling ?? {})],
    ['reconciliation', tableOf(properties.reconciliation ?? {})],
    ['promotions', tableOf(properties.promotions?.items ?? {})],
  ]);
}

function tableOf(schema: Described, isIn: (name: string) => boolean = () => true): readonly string[] {
  const rows = Object.entries(schema.properties ?? {})
    .filter(([name]) => isIn(name))
    .map(([name, field]) => `| \`${name}\` | ${defaultOf(name, field, schema)} | ${field.description ?? ''} |`);
  return ['| field | default | |', '| --- | --- | --- |', ...rows];
}

function defaultOf(name: string, field: Described, { required = [] }: Described): string {
  if (required.includes(name)) return 'required';
  if (field['x-default'] !== undefined) return field['x-default'];
  return field.default === undefined ? 'none' : `\`${literal(field.default)}\``;
}

/** As it is written in TypeScript. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, part]) => `${name}: ${literal(part)}`)
    .join(', ')} }`;
}
