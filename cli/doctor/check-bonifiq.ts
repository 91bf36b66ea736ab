import { replyTo } from '../../deploy/try-credentials.ts';
import type { Reply } from '../../src/bonifiq/client.ts';
import type { Store } from '../../src/domain/store.ts';
import { type Found, fine, unknown, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** Whether BonifiQ takes each account's credentials. Reads one balance, of nobody. */
export async function checkBonifiq({ connection, deadline }: Subject): Promise<readonly Found[]> {
  const { bonifiqBaseUrl: baseUrl } = connection;
  if (baseUrl === null) {
    const next = 'Set BONIFIQ_BASE_URL to the URL that the stage was deployed with.';
    return [unknown('which points API the stage calls is not known here', 'only prod has one by itself', next)];
  }
  const { stores } = await connection.config();
  const accounts = new Map(stores.map((store) => [store.account, store]));
  return await Promise.all(
    [...accounts].map(async ([account, store]): Promise<Found> => {
      const read = await connection.secrets.read(store.id, deadline.signal);
      const credentials = read.kind === 'read' ? read.secrets.bonifiq : null;
      const of = `account "${account}"`;
      if (credentials === null) {
        const why = 'the secret of its store cannot be used';
        return unknown(`${of} was not tried`, why, 'See what is said of secrets.');
      }
      return told(await replyTo(credentials, baseUrl, deadline.signal), store, baseUrl);
    }),
  );
}

/** What a reply to an account's credentials says of them. */
export function told(reply: Reply, { id, account }: Pick<Store, 'id' | 'account'>, baseUrl: string): Found {
  const of = `account "${account}"`;
  if (reply.kind === 'unanswered') {
    const why = 'points wait until it answers';
    return wrong(`${of}: ${baseUrl} does not answer (${reply.why})`, why, 'Is the URL right, and is BonifiQ up?');
  }
  const { status } = reply;
  if (status === 401 || status === 403) {
    const why = 'orders are recorded, and their points wait';
    const next = `Put the right ones there: npm run secret -- ${id} --stage <stage> --replace.`;
    return wrong(`${of}: BonifiQ refuses the credentials (${status})`, why, next);
  }
  if (status === 429) {
    const why = 'something else calls it, too, or callsPerSecond is too high';
    return warning(`${of}: BonifiQ limits the calls at the moment`, why, 'docs/adr/0007 says how Ponte is paced.');
  }
  if (status >= 500) {
    const why = 'it could not say whether it takes the credentials, and points wait until it can';
    const next = 'Look again in some minutes; if it stays so, tell BonifiQ. What waits is posted by itself then.';
    return wrong(`${of}: ${baseUrl} answers ${status}`, why, next);
  }
  if (status >= 300 && status < 400) {
    const why = 'what answers there is not the API of points';
    return wrong(`${of}: ${baseUrl} answers ${status}`, why, 'Is the URL right? BONIFIQ_BASE_URL names it.');
  }
  return fine(`${of}: BonifiQ takes the credentials`);
}
