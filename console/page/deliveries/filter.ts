import { computed } from '@preact/signals';
import { address } from '../router.ts';

/** What the address says of which deliveries are listed. */
export const filterNames = ['search', 'severity', 'store', 'topic', 'outcome', 'order'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filter = Readonly<Record<FilterName, string>>;

export const filter = computed<Filter>(() => {
  const { searchParams } = address.value;
  return Object.fromEntries(filterNames.map((name) => [name, searchParams.get(name) ?? ''])) as Filter;
});

/** As a part of an address; empty where nothing is filtered. */
export const filterText = computed(() => {
  const parts = Object.entries(filter.value).filter(([, value]) => value !== '');
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`;
});
