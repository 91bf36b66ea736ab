import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/** A mutation takes ten points by default. */
const MUTATION = 10;

/** Amounts, and what a page says of itself, take nothing: answers of real shops say so. */
const FREE = ['MoneyBag', 'MoneyV2', 'PageInfo', 'Attribute', 'CustomerEmailAddress'];

/**
 * What Shopify asks for a query before it runs: a point for each object, and for a connection its objects, sized by `first`. Real shops of
 * 2026 take the logarithm of the size: 3 for two, 5 for five, 6 for ten, 7 for twenty, 8 for fifty.
 * @see https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
export function requestedCost(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  function ofSelections({ selections }: SelectionSetNode, type: GraphQLCompositeType): number {
    let sum = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, type);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
        sum += ofSelections(selection.selectionSet, inner as GraphQLCompositeType);
      } else throw new Error('no named fragments are asked for');
    }
    return sum;
  }

  function ofField(field: FieldNode, parent: GraphQLCompositeType): number {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
    const definition = parent.getFields()[field.name.value];
    if (definition === undefined || field.selectionSet === undefined) return 0;
    const type = getNamedType(definition.type);
    if (isLeafType(type)) return 0;
    const inner = ofSelections(field.selectionSet, type as GraphQLCompositeType);
    if (FREE.includes(type.name)) return inner;
    if (type.name.endsWith('Connection')) return sized(firstOf(field)) * Math.max(1, inner);
    // `nodes` of a connection, which is one of its objects.
    if (parent.name.endsWith('Connection')) return 1 + inner;
    return isListType(getNullableType(definition.type)) ? Math.max(1, inner) : 1 + inner;
  }

  function firstOf(field: FieldNode): number {
    const value = field.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    return value?.kind === Kind.VARIABLE ? Number(variables[value.name.value]) : 250;
  }

  if (operation.operation === OperationTypeNode.MUTATION) return operation.selectionSet.selections.length * MUTATION;
  const root = schema.getQueryType();
  return root ? Math.max(1, ofSelections(operation.selectionSet, root)) : 0;
}

function sized(first: number): number {
  return first <= 1 ? 2 : Math.ceil(2 + Math.log2(first));
}

/** What is taken in the end: the objects that were given, at most what was asked for. */
export function actualCost(data: unknown, requested: number): number {
  return Math.min(requested, Math.max(1, objectsIn(data) - 1));
}

function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + objectsIn(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const isFree = ['amount', 'shopMoney', 'hasNextPage', 'emailAddress', 'key'].some((name) => name in value);
  return Object.values(value).reduce<number>((sum, item) => sum + objectsIn(item), isFree ? 0 : 1);
}
