/** Lists in the configuration whose items have names: the noun for an item, and its field that holds the name. */
const NAMED: Readonly<Record<string, readonly [item: string, field: string]>> = {
  stores: ['store', 'id'],
  rules: ['rule', 'version'],
  campaigns: ['campaign', 'name'],
  promotions: ['promotion', 'id'],
  customers: ['customer', ''],
};

/** An item's name for people: `store "my-shop"`, or `store number 2` without a name. */
export function itemName(list: string, item: unknown, index: number): string {
  const [noun, field] = NAMED[list] ?? [list, ''];
  const name = fieldOf(item, field);
  return typeof name === 'string' && name !== '' ? `${noun} "${name}"` : `${noun} number ${index + 1}`;
}

/** A path for people: `store "my-shop", rule "2026", rounding` for `stores.0.rules.1.rounding`. */
export function issuePath(path: readonly PropertyKey[], input: unknown): string {
  const parts: string[] = [];
  let value = input;
  for (const [at, key] of path.entries()) {
    value = fieldOf(value, key);
    if (typeof key === 'number') parts.push(itemName(String(path[at - 1]), value, key));
    else if (typeof path[at + 1] !== 'number') parts.push(String(key));
  }
  return parts.join(', ') || 'the configuration';
}

function fieldOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
