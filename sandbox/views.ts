import type { Book, Change } from './book.ts';

/**
 * A customer's balance as the API shows it: bare for the GET, `Result` of a change.
 *
 * @see https://developers.bonifiq.com.br/api/private/customer/retrieve-the-amount-of-points-of-a-given-customer
 */
export function balanceView(book: Book, customer: string) {
  const received = book.changesOf(customer).filter(({ points }) => points > 0);
  return {
    CustomerExists: book.knows(customer),
    InternalId: book.internalId(customer),
    PointsBalance: book.balance(customer),
    PointsToExpire: [],
    CashbackBalance: 0,
    RedeemKey: null,
    PointHistory: received.slice(-maxPage).map((change, index) => ({
      Id: index + 1,
      DateReceived: new Date(change.atMs).toISOString(),
      ExpirationDate: null,
      Amount: change.points,
      CashbackAmount: 0,
      BranchId: null,
      BranchName: null,
      IsCanceled: false,
      OrderOriginDescription: null,
      PointType: grantedByAdmin,
      PointTypeDescription: 'Ordinary',
    })),
    Name: null,
    Error: null,
  };
}

export const maxPage = 50;
/** `PointType` 3, "Ordinary": what the panel grants, and probably the API. */
const grantedByAdmin = 3;

/**
 * One page of a customer's history, newest first.
 *
 * @see https://developers.bonifiq.com.br/api-reference/customer/returns-a-timeline-history-of-points-usage-from-the-customer
 */
export function historyView(changes: readonly Change[], pageNumber: number, pageSize: number) {
  const from = (pageNumber - 1) * pageSize;
  return {
    Items: changes
      .toReversed()
      .slice(from, from + pageSize)
      .map(historyItem),
    TotalItemCount: changes.length,
    PageSize: pageSize,
    PageNumber: pageNumber,
    HasNextPage: from + pageSize < changes.length,
    HasError: false,
    ErrorMessages: [],
  };
}

function historyItem({ atMs, points, customerReason, pointType = grantedByAdmin }: Change) {
  return {
    Date: new Date(atMs).toISOString(),
    Points: points,
    Title: customerReason ?? (points > 0 ? 'Pontos adicionados' : 'Pontos removidos'),
    PointType: pointType,
    IsCanceled: false,
    CouponCode: null,
    CashbackValue: 0,
    IsTierHistory: false,
    TierUpdate: null,
    TierName: null,
    Metadatas: [],
  };
}
