import type { AttributeNames, Standing } from '../domain/order-facts.ts';

/** The standing of an order that names no customer, with the attributes among which one is looked for. */
export function namingNobody(standing: Standing, attributes: AttributeNames | undefined): Standing {
  return standing.kind === 'entitled' && attributes !== undefined ? { ...standing, attributes } : standing;
}
