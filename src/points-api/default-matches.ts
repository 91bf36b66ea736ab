import type { ErrorMatch } from '../configuration/store.ts';

const changeKey = String.raw`\bchange[\s_-]?key\b`;
/** Portuguese "key", but not the key *of* something else, such as an API or a Pix transfer. */
const chave = String.raw`\bchave\b(?!\s+d[aeo]s?\s+(?!altera|mudan|opera|transa|idempot))(?!\s+(?:pix|api)\b)`;
const key = `(?:${changeKey}|${chave})`;
/** Between the key and its verb: at most the key itself, which holds no space. */
const near = String.raw`["'(:]*\s*(?:\S{1,300}\s+)?`;
/** Within one sentence. */
const far = String.raw`\s*:?(?:(?![.;:!?]\s)[\s\S]){0,300}?`;

/**
 * How BonifiQ may say that a change key was used. No code for it is documented ("will result in error"), so the names are
 * the plausible ones and the messages must speak of the change key itself: an error wrongly read as "used" loses points.
 *
 * @see https://developers.bonifiq.com.br/api-reference/customer/add-or-remove-points-from-a-customer
 */
export const defaultUsedKey: ErrorMatch = {
  codeNames: [
    'ChangeKeyAlreadyUsed',
    'ChangeKeyAlreadyExists',
    'ChangeKeyAlreadyProcessed',
    'ChangeKeyDuplicated',
    'ChangeKeyInUse',
    'DuplicatedChangeKey',
    'DuplicateChangeKey',
  ],
  errorCodes: [],
  messages: [
    String.raw`${key}${far}\balready\s+(?:been\s+)?(?:used|exists?|in\s+use|processed|registered)\b`,
    String.raw`${key}${far}\b(?:duplicat|duplicad|repetid)`,
    String.raw`${key}${far}\bj[aá]\s+(?:foi\s+|est[aá]\s+(?:sendo\s+)?|se\s+encontra\s+)?(?:usad|utilizad|existe|cadastrad|registrad|processad|em\s+uso)`,
    String.raw`${key}${near}\b(?:exists\b|(?:was|is|has\s+been)\s+(?:previously\s+)?(?:used|in\s+use)\b(?!\s+(?:to|for|as)\b)|foi\s+(?:usad|utilizad))`,
    String.raw`\b(?:duplicated?|duplicad[ao]|repetid[ao]|already\s+used)\s+(?:\w+\s+)?${key}`,
    String.raw`\b(?:already\s+exists|j[aá]\s+existe)\b${far}\b(?:with|using|com)\b\s+(?:\w+\s+){0,2}${key}`,
  ],
};

const customer = String.raw`\b(?:customer|consumer|cliente|consumidor)\b(?:\s+(?:with|com)(?:\s+o)?(?:\s+original)?\s*id)?`;

/**
 * How BonifiQ says that it does not know the customer; `CustomerNotFound` is documented on the checkout endpoints.
 *
 * @see https://developers.bonifiq.com.br/api/private/checkout/removes-an-already-applied-cashback-from-a-checkout
 */
export const defaultUnknownCustomer: ErrorMatch = {
  codeNames: ['CustomerNotFound', 'CustomerDoesNotExist', 'CustomerNotExists'],
  errorCodes: [],
  messages: [
    String.raw`${customer}${near}\b(?:(?:was\s+|is\s+|could\s+)?not\s+(?:be\s+)?found|does\s*n[o']t\s+exists?|not\s+exists?|n[aã]o\s+(?:foi\s+)?(?:encontrad|localizad|existe|cadastrad)|inexistente)`,
    String.raw`\bunknown\s+customer\b|\bno\s+(?:such\s+customer|customer\s+(?:was\s+)?found)\b`,
    String.raw`\bn[aã]o\s+(?:foi\s+)?(?:encontrad|localizad)[ao]?\s+(?:[ao]\s+|nenhum\s+)?(?:cliente|consumidor)\b`,
  ],
};
