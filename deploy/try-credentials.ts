import { createBonifiqClient, type Reply } from '../src/bonifiq/client.ts';
import type { BonifiqCredentials } from '../src/ports/loyalty-api.ts';

const ATTEMPT_MS = 10_000;
/** Nobody's: the balance of somebody whom it does not know is asked for. @see https://www.rfc-editor.org/rfc/rfc2606 */
const NOBODY = 'nobody@example.invalid';

export type Tried =
  | { readonly kind: 'taken' }
  /** `because` quotes nothing that was answered. */
  | { readonly kind: 'refused' | 'untold'; readonly because: string };

/** What BonifiQ replies to somebody with these credentials. Changes nothing there. */
export async function replyTo(credentials: BonifiqCredentials, baseUrl: string, signal: AbortSignal): Promise<Reply> {
  return await createBonifiqClient({ baseUrl, attemptTimeoutMs: ATTEMPT_MS }).balance(NOBODY, credentials, signal);
}

/** Whether BonifiQ takes credentials. */
export async function tryCredentials(credentials: BonifiqCredentials, baseUrl: string): Promise<Tried> {
  const reply = await replyTo(credentials, baseUrl, AbortSignal.timeout(ATTEMPT_MS));
  if (reply.kind === 'unanswered') return { kind: 'untold', because: `${baseUrl} does not answer (${reply.why})` };
  const { status } = reply;
  if (status === 401 || status === 403)
    return { kind: 'refused', because: `${baseUrl} refuses these credentials (${status})` };
  // A customer whom it does not know is an error in some of its replies.
  const isTaken = status < 300 || (status >= 400 && status < 500 && status !== 429);
  return isTaken ? { kind: 'taken' } : { kind: 'untold', because: `${baseUrl} answers ${status} at the moment` };
}
