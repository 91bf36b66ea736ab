import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../refusal.ts';

/** Who may use the console: whoever has its token, from a page of its own. */
export interface Access {
  readonly token: string;
  /** Such as `127.0.0.1:4000`: the names by which a browser may reach it. */
  readonly hosts: readonly string[];
  readonly cookie: string;
}

/** 32 random bytes, in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function accessAt(port: number, token: string): Access {
  return { token, hosts: [`127.0.0.1:${port}`, `localhost:${port}`], cookie: `ponte-${port}` };
}

/** Sent by a browser alone with requests of this page: it is kept from scripts and from other sites. */
export function cookieOf({ cookie, token }: Access): string {
  return `${cookie}=${token}; HttpOnly; SameSite=Strict; Path=/`;
}

/** A page of another site may have its name lead here: its requests then name that host. */
export function requireOwnHost({ hosts }: Access, { host }: IncomingHttpHeaders): void {
  if (host !== undefined && hosts.includes(host)) return;
  throw new Refusal(403, {
    what: 'The console answers under its own address alone.',
    where: `Host: ${host ?? 'none'}`,
    next: `Open http://${hosts[0]}, as ./ponte console prints it.`,
  });
}

export function requireToken(access: Access, headers: IncomingHttpHeaders): void {
  if (isToken(access, bearerOf(headers) ?? cookieIn(access, headers) ?? '')) return;
  throw new Refusal(401, {
    what: 'The token is missing, or is of another console.',
    where: `http://${access.hosts[0]}`,
    next: 'Open the address that ./ponte console printed: it holds the token. Start it again for a new one.',
  });
}

/** In constant time, whatever is given. */
export function isToken({ token }: Access, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(given));
}

/** A change is asked for by the console's own page, or by a script that has the token. */
export function requireOwnOrigin(access: Access, headers: IncomingHttpHeaders): void {
  const { origin, 'sec-fetch-site': site, 'content-type': type = '' } = headers;
  const isOwn =
    origin !== undefined && access.hosts.some((host) => origin === `http://${host}` && headers.host === host);
  const isScript = origin === undefined && bearerOf(headers) !== null;
  if (!(isOwn || isScript) || (site !== undefined && site !== 'same-origin')) {
    throw new Refusal(403, {
      what: 'A change has to come from the console’s own page.',
      where: `Origin: ${origin ?? 'none'}`,
      next: 'Do it on the page; a script sends the token as Authorization: Bearer and no Origin.',
    });
  }
  if (/^application\/json(?:;|$)/.test(type)) return;
  throw new Refusal(415, {
    what: 'A change is sent as JSON.',
    where: `Content-Type: ${type || 'none'}`,
    next: 'Send content-type: application/json.',
  });
}

function bearerOf({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? null;
}

function cookieIn({ cookie: name }: Access, { cookie = '' }: IncomingHttpHeaders): string | null {
  for (const part of cookie.split(/;\s*/)) {
    if (part.startsWith(`${name}=`)) return part.slice(name.length + 1);
  }
  return null;
}
