const characters: Readonly<Record<string, string>> = {
  quot: '"',
  lt: '<',
  gt: '>',
  amp: '&',
  '#39': "'",
  '#34': '"',
  '#60': '<',
  '#62': '>',
  '#38': '&',
  '#x27': "'",
  '#x22': '"',
  '#x26': '&',
};

const entity = /&(quot|lt|gt|amp|#0*(?:39|34|60|62|38)|#[xX]0*(?:27|22|26));/g;

/**
 * Equal to WordPress's `wp_specialchars_decode($text, ENT_QUOTES)`, which WooCommerce applies to a webhook's secret before
 * signing: one pass, five characters, names in lower case only; `&#x3c;` and `&apos;` stay.
 *
 * @see https://developer.wordpress.org/reference/functions/wp_specialchars_decode/
 * @see https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/includes/class-wc-webhook.php `generate_signature`
 */
export function decodeHtmlEntities(text: string): string {
  return text.replace(entity, (whole, name: string) => characters[canonical(name)] ?? whole);
}

/** Without padding zeros, which WordPress drops first. */
function canonical(name: string): string {
  return name.replace(/^#([xX]?)0*/, (_, x: string) => `#${x.toLowerCase()}`);
}
