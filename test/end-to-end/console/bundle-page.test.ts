import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundlePage } from '../../../console/bundle-page.ts';

/** What a browser fetches, script and style together. */
const MAX_BYTES = 100 * 1024;

test('script and style are small, and need nothing from elsewhere', async () => {
  const { html, script, style } = await bundlePage();
  expect(gzipSync(script).length + gzipSync(style).length).toBeLessThan(MAX_BYTES);
  expect(html).toContain('<script type="module" src="/page.js"></script>');
  expect(html.match(/<script|<style|style=/g)).toEqual(['<script']);
  const hosts = [...`${html}${script}${style}`.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
  // Names of XML, which nobody fetches.
  expect(hosts.filter((host) => host !== 'www.w3.org')).toEqual([]);
  expect(/\beval\(|new Function/.test(script)).toBe(false);
});
