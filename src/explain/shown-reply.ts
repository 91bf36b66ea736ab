import type { ReplyCode } from '../domain/post-result.ts';

/** The API's reply by its numbers and names; its words may name somebody. */
export interface ShownReply {
  readonly status: number;
  readonly codeName: string | null;
  readonly errorCode: number | null;
}

/** What a name of an error looks like; the API may write anything there. */
const CODE_NAME = /^[\w.:-]{1,100}$/;

export function shownReply({ status, codeName, errorCode }: ReplyCode): ShownReply {
  return { status, codeName: CODE_NAME.test(codeName ?? '') ? codeName : null, errorCode };
}
