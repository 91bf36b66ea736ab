import { expect, test } from 'vitest';
import { decodeHtmlEntities } from '../../../src/platforms/woocommerce/decode-html-entities.ts';

// Read off WordPress's own function: its padding patterns, then one pass of strtr.
test.each([
  ['', ''],
  ['plain', 'plain'],
  [' pad ', ' pad '],
  ['a&amp;b', 'a&b'],
  ['&lt;&gt;&quot;', '<>"'],
  ['&#039;&#39;&#00039;&#x27;&#X27;&#x0027;', "''''''"],
  ['&#034;&#34;&#x22;&#x022;', '""""'],
  ['&#060;&#60;&#062;&#62;', '<<>>'],
  ['&#038;&#38;&#x26;&#x026;', '&&&&'],
  ['&amp;amp;', '&amp;'],
  ['&amp;lt;', '&lt;'],
  ['&amp;#039;', '&#039;'],
  ['&#38;lt;', '&lt;'],
  ['&AMP;&Lt;', '&AMP;&Lt;'],
  ['&apos;&nbsp;&#x3c;&#x3e;&#41;', '&apos;&nbsp;&#x3c;&#x3e;&#41;'],
  ['&amp &lt', '&amp &lt'],
  ['&&amp;;', '&&;'],
  ['&#39&#39;', "&#39'"],
  ['&constructor;', '&constructor;'],
  ['çã&quot;ü', 'çã"ü'],
])('%j is %j', (stored, signedWith) => {
  expect(decodeHtmlEntities(stored)).toBe(signedWith);
});
