const WWW = /^www\./;

/**
 * The host of a web address, with its port, as sites are told apart: in lower case, and without `www.`, under which the same
 * site answers. `null` for what is no address of the web.
 */
export function siteHost(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? host.replace(WWW, '') : null;
}
