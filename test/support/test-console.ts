import { type ConsoleServer, startConsoleServer } from '../../console/server/console-server.ts';
import type { Context } from '../../console/server/context.ts';

/** A console of a test file, and what asks it. */
export interface TestConsole extends ConsoleServer {
  /** The answer of a GET, with the token; fails the test where it is none. */
  get<Answer>(path: string): Promise<Answer>;
  /** The same of a POST, as a script sends it. */
  post<Answer>(path: string, body: object): Promise<Answer>;
  /** Anything, with the token unless the headers say otherwise. */
  ask(
    path: string,
    init?: RequestInit,
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }>;
}

export const PAGE = {
  html: '<!doctype html><title>made up</title>',
  files: new Map([
    ['/page.js', { type: 'text/javascript; charset=utf-8', text: 'void 0;' }],
    ['/style/page.css', { type: 'text/css; charset=utf-8', text: 'body {}' }],
  ]),
};

export async function startTestConsole(context: Context): Promise<TestConsole> {
  const server = await startConsoleServer(context, PAGE, 0);
  const { url, token } = server;
  async function ask(path: string, init: RequestInit = {}) {
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  async function answered<Answer>(path: string, init?: RequestInit): Promise<Answer> {
    const { status, text } = await ask(path, init);
    if (status !== 200) throw new Error(`${path}: HTTP ${status} ${text}`);
    return JSON.parse(text) as Answer;
  }
  return {
    ...server,
    ask,
    get: (path) => answered(path),
    post: (path, body) =>
      answered(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}
