import type { ErrorAnswer } from '../api.ts';
import { language, say } from './words/say.ts';

export type Trouble = ErrorAnswer['error'];

export type Answer<T> =
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

/** Asks the console's server. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  return await request<T>(path, { ...(signal && { signal }) });
}

/** Asks it to do something. */
export async function post<T>(path: string, body: object): Promise<Answer<T>> {
  return await request<T>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  try {
    const response = await fetch(inLanguage(path), init);
    const value: unknown = await response.json();
    if (response.ok) return { kind: 'ready', value: value as T };
    return { kind: 'failed', trouble: (value as ErrorAnswer).error };
  } catch {
    return { kind: 'failed', trouble: noAnswer };
  }
}

/** The server's sentences come in the page's language. */
export function inLanguage(path: string): string {
  return language === 'en' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

export const noAnswer: Trouble = { what: say('state.noAnswer'), where: '', next: say('state.noAnswerNext') };

/** A path with those of the values that say something. */
export function query(path: string, values: Readonly<Record<string, string | number | undefined>>): string {
  const parts = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  if (parts.length === 0) return path;
  return `${path}?${new URLSearchParams(parts.map(([name, value]) => [name, String(value)]))}`;
}
