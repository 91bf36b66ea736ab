/** This machine by its names and addresses, as `URL` writes them. */
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Whether a text may be the base URL of an API that is shown a password: HTTPS, or HTTP to this machine alone. A password
 * and what it is for would cross any network in the clear.
 */
export function isBaseUrl(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
}
