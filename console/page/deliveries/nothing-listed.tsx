import type { JSX } from 'preact';
import { knownPlace, listZone } from '../about.ts';
import { Empty } from '../parts/states.tsx';
import { timeText } from '../parts/values.tsx';
import { goTo } from '../router.ts';
import { say } from '../words/say.ts';
import { filter, filterText } from './filter.ts';

/** Why the list is empty, and what to do. `searchedTo`: it was searched back to then, and can be further. */
export function NothingListed({
  searchedTo,
  more,
}: {
  readonly searchedTo: string | null;
  readonly more: () => void;
}): JSX.Element {
  if (filterText.value !== '') {
    return (
      <Empty title={say('deliveries.noneFound')}>
        {filter.value.search !== '' && (
          <>{say(knownPlace()?.canTry ? 'deliveries.searchFinds' : 'deliveries.searchFindsOnStage')} </>
        )}
        {searchedTo !== null && (
          <>{say('deliveries.searchedTo', { at: timeText(searchedTo, 'minute', listZone(filter.value.store)) })} </>
        )}
        <span class="row centred">
          <button type="button" class="button" onClick={() => goTo('/deliveries', 'replace')}>
            {say('filter.clear')}
          </button>
          {searchedTo !== null && (
            <button type="button" class="button" onClick={more}>
              {say('deliveries.further')}
            </button>
          )}
        </span>
      </Empty>
    );
  }
  if (knownPlace()?.canTry === true) {
    return (
      <Empty title={say('deliveries.none')}>
        {say('deliveries.noneLocal')} <code>./ponte send orders-paid</code>
        <span class="row centred">
          <a class="button main-act" href="/try">
            {say('deliveries.goTry')}
          </a>
        </span>
      </Empty>
    );
  }
  return (
    <Empty title={say('deliveries.none')}>
      {searchedTo === null
        ? say('deliveries.noneStage')
        : say('deliveries.searchedTo', { at: timeText(searchedTo, 'minute', listZone(filter.value.store)) })}
      {searchedTo !== null && (
        <span class="row centred">
          <button type="button" class="button" onClick={more}>
            {say('deliveries.further')}
          </button>
        </span>
      )}
    </Empty>
  );
}
