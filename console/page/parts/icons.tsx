import type { JSX } from 'preact';

/** Drawn on a grid of 16. */
const paths = {
  bridge: 'M1 11.5h14M2.5 11.5a5.5 5.5 0 0 1 11 0M8 6v5.5M5.2 7v4.5M10.8 7v4.5',
  deliveries: 'M2 4.5h12M2 8h12M2 11.5h7M12 10v4M10 12l2 2 2-2',
  orders: 'M3.5 2.5h9v11l-2.25-1.4L8 13.5l-2.25-1.4L3.5 13.5zM6 6h4M6 8.8h4',
  work: 'M2.5 8.5 6 12l7.5-8M2.5 4.5h5',
  try: 'M6 2h4M7 2v4l-4 6.5A1 1 0 0 0 3.9 14h8.2a1 1 0 0 0 .9-1.5L9 6V2M5 10h6',
  promotions:
    'M2.5 7h11v6.5h-11zM1.5 4.5h13V7h-13zM8 4.5v9M8 4.5C6 4.5 4.5 3.6 5 2.5S7.5 2 8 4.5C8.5 2 10.5 1.4 11 2.5S10 4.5 8 4.5',
  numbers: 'M2 14h12M3.5 11.5v-3M6.5 11.5v-6M9.5 11.5v-4M12.5 11.5v-8.5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.8 10.8 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  sun: 'M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5z',
  system: 'M2 3.5h12v7.5H2zM6 14h4M8 11v3',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.5V8l2.5 1.5',
  replay: 'M3 8a5 5 0 1 0 1.6-3.7M3 2.5v2.5h2.5',
  refund: 'M6 3 2.5 6.5 6 10M2.5 6.5h7a4 4 0 0 1 0 7.5H7',
  down: 'M4 6l4 4 4-4',
  next: 'M6 4l4 4-4 4',
  previous: 'M10 4 6 8l4 4',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  empty: 'M2.5 9.5 4 3.5h8l1.5 6v4h-11zM2.5 9.5H6l.7 1.5h2.6L10 9.5h3.5',
  failed: 'M8 2 14.5 13.5h-13zM8 6.5v3M8 11.6v.01',
  copy: 'M5.5 5.5h8v8h-8zM2.5 10.5v-8h8',
  help: 'M6 6a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.4M8 11.6v.01M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z',
  play: 'M5 3l8 5-8 5z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
