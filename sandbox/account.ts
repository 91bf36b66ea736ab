import type { SandboxSettings } from './settings.ts';

/**
 * The account that a call's credentials belong to, `null` where they are wrong. With one password, `<username>` is one account and
 * `<username>.<any name>` another, each with customers, balances and used keys of its own.
 */
export function accountOf(
  authorization: string | undefined,
  { username, password }: Pick<SandboxSettings, 'username' | 'password'>,
): string | null {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(authorization ?? '') ?? [];
  const shown = Buffer.from(encoded, 'base64').toString('utf8');
  if (!shown.startsWith(username) || !shown.endsWith(`:${password}`)) return null;
  const account = shown.slice(username.length, -`:${password}`.length);
  return account === '' || /^\.[^:]+$/.test(account) ? account.slice(1) : null;
}
