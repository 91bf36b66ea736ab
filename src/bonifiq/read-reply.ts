import type { PostResult, PriorAttempts, ReplyCode } from '../domain/post-result.ts';
import type { ErrorMatch } from '../domain/store.ts';
import type { Reply } from './client.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { matchesError } from './error-match.ts';

/** What the meaning of a reply depends on: the request, the entry's earlier attempts, and the store's error patterns. */
export interface ReplyContext {
  readonly prior: PriorAttempts;
  readonly usedKey: ErrorMatch;
  readonly unknownCustomer: ErrorMatch;
  readonly insufficientBalance: ErrorMatch;
  /** The request removed points. */
  readonly removal: boolean;
}

/** A parsed reply, as the rows of the table test it. */
interface ParsedReply extends ReplyContext {
  readonly status: number;
  readonly envelope: Envelope;
  readonly isError: boolean;
  readonly retryAfterMs: number | null;
  readonly code: ReplyCode;
}

interface Row {
  readonly when: (parsed: ParsedReply) => boolean;
  readonly means: (parsed: ParsedReply) => PostResult;
}

const rows: readonly Row[] = [
  // credentials refused
  {
    when: ({ status }) => status === 401 || status === 403,
    means: ({ code }) => ({ kind: 'credentialsRefused', code }),
  },
  // unknown, as the change may or may not have been applied: 1xx, 3xx, 408, 425, 429, 5xx, network, timeout, unreadable 2xx
  {
    when: ({ status, envelope }) => !(isClientError(status) || (isSuccess(status) && envelope.legible)),
    means: ({ code, retryAfterMs }) => ({ kind: 'unknown', retryAfterMs, code }),
  },
  // the change key was used
  {
    when: ({ isError, usedKey, envelope }) => isError && matchesError(usedKey, envelope),
    means: keyUsed,
  },
  // the customer is unknown
  {
    when: ({ isError, unknownCustomer, envelope }) =>
      envelope.customerExists === false || (isError && matchesError(unknownCustomer, envelope)),
    means: ({ code }) => ({ kind: 'customerUnknown', code }),
  },
  // another error after an unknown attempt: that one may have been applied
  {
    when: ({ isError, prior }) => isError && prior === 'unknown',
    means: ({ code }) => ({ kind: 'needsChecking', code }),
  },
  // the customer has spent the points; the balance in an error may be a default, so that it is ignored
  {
    when: ({ isError, removal, insufficientBalance, envelope }) =>
      isError && removal && matchesError(insufficientBalance, envelope),
    means: ({ code }) => ({ kind: 'insufficientBalance', balance: null, code }),
  },
  // another error
  {
    when: ({ isError }) => isError,
    means: ({ code }) => ({ kind: 'refused', code }),
  },
  // applied, with a warning
  {
    when: ({ envelope }) => envelope.warning,
    means: ({ envelope, code }) => ({ kind: 'applied', balance: envelope.balance, warning: 'apiWarning', code }),
  },
  // applied
  {
    when: () => true,
    means: ({ envelope, code }) => ({ kind: 'applied', balance: envelope.balance, warning: null, code }),
  },
];

/** What a reply means for its entry, by the table: the first row that matches wins. */
export function readReply(reply: Reply, context: ReplyContext): PostResult {
  const parsed = parseReply(reply, context);
  const row = rows.find(({ when }) => when(parsed));
  // Stryker disable next-line ConditionalExpression,ObjectLiteral,StringLiteral: unreachable, as the last row matches anything
  return row === undefined ? { kind: 'unknown', retryAfterMs: null, code: parsed.code } : row.means(parsed);
}

/** The balance in a reply, in points; `null` where it has none. */
export function readBalance(reply: Reply): number | null {
  // Stryker disable next-line ConditionalExpression,StringLiteral: an unanswered call has no status, either
  if (reply.kind === 'unanswered') return null;
  if (!isSuccess(reply.status)) return null;
  const { error, customerExists, balance } = readEnvelope(reply.body);
  return error || customerExists === false || !Number.isSafeInteger(balance) ? null : balance;
}

function keyUsed({ prior, envelope: { balance }, code }: ParsedReply): PostResult {
  switch (prior) {
    case 'unknown':
      return { kind: 'alreadyApplied', balance, code };
    case 'none':
      return { kind: 'applied', balance, warning: 'keyUsedByOther', code };
    case 'refusedOnly':
      return { kind: 'needsChecking', code };
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return prior satisfies never;
  }
}

function parseReply(reply: Reply, context: ReplyContext): ParsedReply {
  const answered = reply.kind === 'answered';
  const status = answered ? reply.status : 0;
  // Stryker disable next-line StringLiteral: status 0 is unknown, whatever the body
  const envelope = readEnvelope(answered ? reply.body : '');
  return {
    ...context,
    status,
    envelope,
    isError: envelope.error || isClientError(status),
    retryAfterMs: answered ? reply.retryAfterMs : null,
    code: {
      status,
      codeName: envelope.codeName,
      errorCode: envelope.errorCodes[0] ?? null,
      message: answered ? summary(envelope.texts) : reply.why,
    },
  };
}

function summary(texts: readonly string[]): string | null {
  return texts.length === 0 ? null : [...new Set(texts)].join(' | ').slice(0, 1000);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** An error of the request itself. 408, 425 and 429 only say "not now". */
function isClientError(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 425 && status !== 429;
}
