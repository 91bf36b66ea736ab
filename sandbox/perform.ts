import { accountOf } from './account.ts';
import type { Book, BookEntry, Books } from './book.ts';
import type { Call } from './call.ts';
import { checkChange, fieldsOf } from './check-change.ts';
import { refuse, success } from './envelope.ts';
import { insufficientRefusal } from './insufficient-balance.ts';
import type { SandboxSettings } from './settings.ts';
import { usedKeyRefusal } from './used-key.ts';
import { balanceView, historyView, maxPage } from './views.ts';
import { json, type SandboxAnswer, type SandboxRequest } from './wire.ts';

/** What performing a call needs. */
export interface Desk {
  readonly books: Books;
  readonly now: () => number;
  readonly settings: () => SandboxSettings;
  readonly write: (entry: BookEntry) => void;
  readonly countKey: (account: string, changeKey: string) => void;
}

/** The desk, where one account is served. */
interface Counter extends Desk {
  readonly account: string;
  readonly book: Book;
}

/** Performs a call with the right credentials: the only place where a book changes. */
export function perform(call: Call, request: SandboxRequest, desk: Desk): SandboxAnswer {
  const account = accountOf(request.headers.authorization, desk.settings());
  if (account === null) return { status: 401, headers: { 'WWW-Authenticate': 'Basic' }, body: '' };
  const wantsJson = call.operation !== 'read';
  if (wantsJson && !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, headers: {}, body: '' };
  const counter = { ...desk, account, book: desk.books.of(account) };
  switch (call.operation) {
    case 'change':
      return change(call.customer, request.body, counter);
    case 'upsert':
      return upsert(request.body, counter);
    case 'read':
      return read(call, counter);
    default:
      return call satisfies never;
  }
}

function change(customer: string, body: string, counter: Counter): SandboxAnswer {
  const { account, book, now, settings, write, countKey } = counter;
  const checked = checkChange(body);
  if (checked.kind === 'refused') return refuse(checked.refusal);
  const asked = checked.change;
  const { customers, unknownCustomer, usedKeyWording, refuseBelowZero, insufficientWording } = settings();
  countKey(account, asked.changeKey);
  if (book.wasUsed(asked.changeKey)) return refuse(usedKeyRefusal(usedKeyWording, asked.changeKey));
  if (customers === 'known' && !book.knows(customer)) {
    return unknownCustomer === 'flag'
      ? success(balanceView(book, customer))
      : refuse({ status: 400, message: 'Customer not found', code: '01', codeName: 'CustomerNotFound' });
  }
  const balance = book.balance(customer) + asked.points;
  if (refuseBelowZero && asked.points < 0 && balance < 0) return refuse(insufficientRefusal(insufficientWording));
  if (Math.abs(balance) >= 2 ** 31)
    return refuse({ status: 400, message: 'The balance would leave its range', codeName: 'BalanceOutOfRange' });
  write({ kind: 'change', account, customer, ...asked, atMs: now() });
  return success(balanceView(book, customer));
}

function upsert(body: string, { account, book, now, write }: Counter): SandboxAnswer {
  const { OriginalId, Email = null } = fieldsOf(body) ?? {};
  if (typeof OriginalId !== 'string' || OriginalId.trim() === '') {
    return refuse({ status: 400, message: 'OriginalId is required', codeName: 'OriginalIdRequired', errorCode: 7 });
  }
  if (Email !== null && typeof Email !== 'string')
    return refuse({ status: 400, message: 'Email must be a text', codeName: 'EmailInvalid' });
  const existed = book.knows(OriginalId);
  if (!existed) write({ kind: 'customer', account, customer: OriginalId, email: Email, atMs: now() });
  return success({
    OriginalId,
    Email,
    InternalId: book.internalId(OriginalId),
    BalanceOfPoints: book.balance(OriginalId),
    BalanceCashback: 0,
    Operation: existed ? 'updated' : 'created',
  });
}

function read({ what, customer, query }: Extract<Call, { operation: 'read' }>, { book }: Counter): SandboxAnswer {
  if (what === 'nothing') return { status: 404, headers: {}, body: '' };
  if (what === 'balance') return json(200, balanceView(book, customer));
  const pageNumber = Number(query.get('PageNumber') ?? 1);
  const pageSize = Number(query.get('PageSize') ?? maxPage);
  if (![pageNumber, pageSize].every((value) => Number.isInteger(value) && value > 0) || pageSize > maxPage) {
    return json(400, {
      Items: null,
      HasError: true,
      ErrorMessages: [`PageNumber begins at 1, PageSize is 1 to ${maxPage}`],
    });
  }
  return json(200, historyView(book.changesOf(customer), pageNumber, pageSize));
}
