/** Where a page of changed orders begins. */
export interface PagePosition {
  /** What was changed at this second or later, by the shop's clock. */
  readonly sinceMs: number;
  /** Behind this place of the list; `null` at its beginning. */
  readonly cursor: string | null;
  /** Orders of the list before it. */
  readonly passed: number;
}

const SECOND_MS = 1_000;
/**
 * Shopify goes no further into a list than 25 000 objects.
 * @see https://shopify.dev/docs/api/usage/limits#pagination-limits
 */
const MAX_PASSED = 20_000;

export function positionSince(sinceMs: number): PagePosition {
  return { sinceMs: Math.floor(sinceMs / SECOND_MS) * SECOND_MS, cursor: null, passed: 0 };
}

/**
 * The position behind a page. A place in the list is a change's time and an order's number, so that orders which are changed meanwhile
 * move behind it, and none is skipped. A long list is begun anew at the oldest change that its last page showed: an order shows its own
 * time, which may be later than its place, and never earlier.
 */
export function nextPosition(position: PagePosition, cursor: string, changesMs: readonly number[]): PagePosition {
  const passed = position.passed + changesMs.length;
  const oldestMs = Math.min(...changesMs);
  if (passed < MAX_PASSED || !(oldestMs > position.sinceMs)) return { ...position, cursor, passed };
  return positionSince(oldestMs);
}

/** As Shopify's search takes it. */
export function searchSince({ sinceMs }: PagePosition): string {
  return `updated_at:>='${new Date(sinceMs).toISOString().replace('.000Z', 'Z')}'`;
}

export function writtenPosition({ sinceMs, cursor, passed }: PagePosition): string {
  return `${sinceMs}@${passed}@${cursor ?? ''}`;
}

/** Reads `writtenPosition` back; `undefined` for anything else. */
export function readPosition(text: string): PagePosition | undefined {
  const [, since, passed, cursor] = /^(\d{1,15})@(\d{1,9})@([\w+/=-]{0,400})$/.exec(text) ?? [];
  if (since === undefined || passed === undefined) return undefined;
  return { sinceMs: Number(since), passed: Number(passed), cursor: cursor || null };
}
