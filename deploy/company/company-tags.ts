/** Ponte's own, by which roles tell secrets apart. */
const OWN = ['service', 'stage', 'platform'];
/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAG = /^(?!aws:)[\w .:/=+@-]{1,128}$/i;
const VALUE = /^[\w .:/+@-]{0,256}$/;
/** A resource takes 50, of which two are Ponte's and some are CloudFormation's. */
const MOST = 40;

/** `costCentre=42,team=loyalty` as an object. */
export function companyTags(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs(text));
}

export function areTags(text: string): boolean {
  const all = pairs(text);
  const keys = all.map(([key]) => key);
  return (
    all.length <= MOST &&
    new Set(keys).size === keys.length &&
    all.every(([key, value]) => TAG.test(key) && !key.includes('=') && VALUE.test(value) && !OWN.includes(key))
  );
}

function pairs(text: string): [key: string, value: string][] {
  if (text.trim() === '') return [];
  return text.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? ['', pair] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
}
