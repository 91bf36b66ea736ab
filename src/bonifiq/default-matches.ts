import type { ErrorMatch } from '../domain/store.ts';

const keyName = String.raw`\b(?:change[\s_-]?key|chave(?:\s+de\s+(?:altera[cç][aã]o|idempot[eê]ncia))?)`;
/** Only the key itself may stand between the name and its verb, so that the verb is about the key. */
const key = String.raw`${keyName}:?(?:\s+["'(]?(?:ADD|REMOVE)-\S{1,300}|\s+informada)?\s+`;

/**
 * How BonifiQ may say that a change key was used. It documents no code ("will result in error"), so that the code names are
 * guesses, and messages must be about the change key itself: another error read as "used" loses points.
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
    String.raw`${key}(?:(?:was|has|is)\s+)?already\s+(?:been\s+)?(?:used|exists?|in\s+use|processed|registered)\b`,
    String.raw`${key}(?:was|has\s+been|is)\s+(?:previously\s+)?(?:used|in\s+use|duplicated?)\b(?!\s+(?:to|for|as)\b)`,
    String.raw`${key}(?:exists|duplicated?|duplicad[ao]|repetid[ao])\b`,
    String.raw`${key}(?:j[aá]\s+(?:foi\s+|est[aá]\s+)?|foi\s+|est[aá]\s+)(?:usad|utilizad|existe|cadastrad|registrad|processad|em\s+uso)`,
    String.raw`\b(?:duplicated?|duplicad[ao]|repetid[ao]|already\s+used)\s+${keyName}\b`,
    String.raw`\b(?:already\s+exists|j[aá]\s+existe(?:\s+\S+){0,3})\s+(?:with|using|com)\s+(?:this|the|esta|a)\s+${keyName}\b`,
  ],
};

/** Only the customer's id may follow, which holds an `@` or a digit: "customer tier not found" is another error. */
const customer = String.raw`\b(?:customer|consumer|cliente|consumidor)(?:\s+(?:with|com)(?:\s+o)?(?:\s+original)?\s*id)?(?:\s+["'(]?[^\s@\d]{0,300}[@\d]\S{0,300})?\s+`;

/**
 * How BonifiQ says that it does not know the customer. `CustomerNotFound` is documented for the checkout endpoints.
 *
 * @see https://developers.bonifiq.com.br/api/private/checkout/removes-an-already-applied-cashback-from-a-checkout
 */
export const defaultUnknownCustomer: ErrorMatch = {
  codeNames: ['CustomerNotFound', 'CustomerDoesNotExist', 'CustomerNotExists'],
  errorCodes: [],
  messages: [
    String.raw`${customer}(?:(?:was\s+|is\s+|could\s+)?not\s+(?:be\s+)?found|does\s*n[o']t\s+exists?|does\s+not\s+exists?|not\s+exists?|n[aã]o\s+(?:foi\s+)?(?:encontrad|localizad|existe|cadastrad)|inexistente)`,
    String.raw`\bunknown\s+customer\b|\bno\s+(?:such\s+customer|customer\s+(?:was\s+)?found)\b`,
    String.raw`\bn[aã]o\s+(?:foi\s+)?(?:encontrad|localizad)[ao]?\s+(?:[ao]\s+|nenhum\s+)?(?:cliente|consumidor)\b`,
  ],
};

const balance = String.raw`(?:points?(?:\s+balance)?|balance(?:\s+of\s+points)?)`;
const saldo = String.raw`(?:saldo(?:\s+de\s+pontos)?|pontos)`;

/**
 * How BonifiQ may say that a customer has fewer points than are to be removed. It documents nothing of this for this endpoint,
 * not even that it refuses. Its POS uses `NotEnoughPoints` for a reward that the customer cannot pay. Messages must be about
 * points or a balance.
 *
 * @see https://github.com/bonifiq/pdv-bonifiqintegration-example `src/bonifiq/types.ts`
 */
export const defaultInsufficientBalance: ErrorMatch = {
  codeNames: [
    'NotEnoughPoints',
    'NotEnoughBalance',
    'InsufficientPoints',
    'InsufficientBalance',
    'InsufficientPointsBalance',
  ],
  errorCodes: [],
  messages: [
    String.raw`\b(?:insufficient|not\s+(?:have\s+)?enough)\s+${balance}\b`,
    String.raw`\b${balance}\s+(?:is|are)\s+(?:insufficient|not\s+(?:enough|sufficient))\b`,
    String.raw`\b${saldo}\s+(?:[eé]\s+|s[aã]o\s+)?insuficientes?\b`,
    String.raw`\bn[aã]o\s+(?:tem|possui|h[aá])\s+${saldo}\s+suficientes?\b`,
  ],
};
