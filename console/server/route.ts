import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { RunningPlatform } from '../../cli/local/running-platform.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Language } from '../api.ts';
import type { Context } from './context.ts';
import { Refusal } from './refusal.ts';
import { issueInWords } from './words/issue-in-words.ts';

/** A request for JSON, once it may be answered. */
export interface Asked {
  readonly path: Readonly<Record<string, string>>;
  /** Without `lang`. */
  readonly query: URLSearchParams;
  readonly language: Language;
  readonly headers: IncomingHttpHeaders;
  /** Of a POST. */
  readonly body: unknown;
  readonly deadline: Deadline;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Such as `/api/orders/{store}/{order}`. */
  readonly path: string;
  /** `local`: it is there on the local platform alone. */
  readonly on: 'anywhere' | 'local';
  answer(context: Context, asked: Asked): Promise<object>;
}

export function get(path: string, answer: Route['answer']): Route {
  return { method: 'GET', path, on: 'anywhere', answer };
}

export function post(path: string, answer: Route['answer']): Route {
  return { method: 'POST', path, on: 'anywhere', answer };
}

type LocalContext = Context & { readonly local: RunningPlatform['endpoints'] };

/** The same on the local platform alone. */
export function locally(
  method: Route['method'],
  path: string,
  answer: (context: LocalContext, asked: Asked) => Promise<object>,
): Route {
  return {
    method,
    path,
    on: 'local',
    answer: async (context, asked) => {
      const { local } = context;
      if (local !== null) return await answer({ ...context, local }, asked);
      throw new Refusal(403, {
        what: 'This is there on the local platform alone.',
        where: path,
        next: 'Start one with npm start, and ./ponte console without --stage.',
      });
    },
  };
}

/** @throws {Refusal} with what is wrong with a query or a body */
export function read<Value>(schema: z.ZodType<Value>, given: unknown, where: string): Value {
  const parsed = schema.safeParse(given, { error: issueInWords });
  if (parsed.success) return parsed.data;
  const what = parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
  throw new Refusal(400, { what, where, next: 'docs/console.md says what is taken.' });
}

/** Of a query that is told, in characters. */
const MAX_WHERE = 120;

/** Of a query; a name that is repeated counts once. */
export function readQuery<Value>(schema: z.ZodType<Value>, query: URLSearchParams): Value {
  const given = Object.fromEntries([...query].filter(([, value]) => value !== ''));
  return read(schema, given, `?${query}`.slice(0, MAX_WHERE));
}

/** In which language the sentences of an answer are: English, unless `lang` says otherwise. */
export function languageOf(query: URLSearchParams): Language {
  return query.get('lang') === 'pt' ? 'pt' : 'en';
}

/** By a browser's `accept-language`: the first that is one of ours; quality values are not weighed. */
export function browsersLanguage(accepted = ''): Language {
  const first = accepted.split(',').map((one) => one.trim().slice(0, 2).toLowerCase());
  return first.find((one) => one === 'pt' || one === 'en') === 'pt' ? 'pt' : 'en';
}

/** How many of a list at once. */
export const limitOf = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);
