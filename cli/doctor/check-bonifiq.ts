import { replyTo } from '../../deploy/try-credentials.ts';
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
      const reply = await replyTo(credentials, baseUrl, deadline.signal);
      if (reply.kind === 'unanswered') {
        const why = 'points wait until it answers';
        return wrong(`${of}: ${baseUrl} does not answer (${reply.why})`, why, 'Is the URL right, and is BonifiQ up?');
      }
      if (reply.status === 401 || reply.status === 403) {
        const why = 'orders are recorded, and their points wait';
        const next = `Put the right ones there: npm run secret -- ${store.id} --stage <stage> --replace.`;
        return wrong(`${of}: BonifiQ refuses the credentials (${reply.status})`, why, next);
      }
      if (reply.status === 429) {
        const why = 'something else calls it, too, or callsPerSecond is too high';
        return warning(`${of}: BonifiQ limits the calls at the moment`, why, 'docs/adr/0007 says how Ponte is paced.');
      }
      return fine(`${of}: BonifiQ takes the credentials`);
    }),
  );
}
