import type { JSX } from 'preact';
import type { AccountRow } from '../../api-work.ts';
import { Mark } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { Time } from '../parts/values.tsx';
import { accounts, askAccounts } from '../shell/held.ts';
import { numberText, say } from '../words/say.ts';

/** Whether the accounts at BonifiQ are called, and how fast. */
export function AccountsPanel(): JSX.Element {
  return (
    <section class="panel" aria-labelledby="accounts-title">
      <header>
        <h2 id="accounts-title">{say('accounts.title')}</h2>
      </header>
      <Shown asked={accounts.value} again={askAccounts} lines={2}>
        {({ accounts: rows }) =>
          rows.length === 0 ? (
            <Empty title={say('accounts.none')}>{say('accounts.noneNext')}</Empty>
          ) : (
            <div class="scroll">
              <table class="table">
                <thead>
                  <tr>
                    <th>{say('accounts.account')}</th>
                    <th>{say('accounts.circuit')}</th>
                    <th>{say('accounts.pace')}</th>
                    <th>{say('accounts.line')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((account) => (
                    <Row key={account.account} of={account} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
    </section>
  );
}

const severities = { closed: 'success', halfOpen: 'warning', open: 'error' } as const;

function Row({
  of: { account, stores, circuit, because, until, callsPerSecond, paceIs, lineEndsAt },
}: {
  readonly of: AccountRow;
}): JSX.Element {
  return (
    <tr tabIndex={-1} data-item>
      <td>
        {account}
        <p class="small dim">{stores.join(', ')}</p>
      </td>
      <td>
        <Mark severity={severities[circuit]}>{say(`circuit.${circuit}`)}</Mark>
        {because !== null && <p class="small dim">{say(`circuit.${because}`)}</p>}
        {until !== null && (
          <p class="small dim">
            {say('time.until')} <Time at={until} />
          </p>
        )}
      </td>
      <td data-label={say('accounts.pace')}>
        {callsPerSecond === null
          ? say('pace.asFast')
          : say('pace.perSecond', { n: numberText(callsPerSecond, { maximumFractionDigits: 2 }) })}
        <p class="small dim">{say(`pace.${paceIs}`)}</p>
      </td>
      <td data-label={say('accounts.line')}>
        {lineEndsAt === null ? <span class="dim">{say('accounts.noLine')}</span> : <Time at={lineEndsAt} />}
      </td>
    </tr>
  );
}
