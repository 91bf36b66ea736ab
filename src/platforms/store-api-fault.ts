import type { IncomingHttpHeaders } from 'node:http';
import type { StoreApiFault } from '../ports/store-api.ts';

export function refused(because: string): StoreApiFault {
  return { kind: 'refused', because, retryAfterMs: null };
}

export function failed(because: string): StoreApiFault {
  return { kind: 'failed', because, retryAfterMs: null };
}

export function unsupported(because: string): StoreApiFault {
  return { kind: 'unsupported', because, retryAfterMs: null };
}

/** What a shop's server says is the time; `null` where it says nothing. */
export function serverNowMs({ date }: IncomingHttpHeaders): number | null {
  const nowMs = Date.parse(date ?? '');
  return Number.isNaN(nowMs) ? null : nowMs;
}
