import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { knownPlace } from '../about.ts';
import { Select } from '../parts/choice.tsx';
import { Icon } from '../parts/icons.tsx';
import { goTo, withQuery } from '../router.ts';
import { useKeys } from '../shell/keys.ts';
import { named, say } from '../words/say.ts';
import { type FilterName, filter, filterText } from './filter.ts';
import { topicsSeen } from './loaded.ts';
import { outcomes } from './outcomes.ts';

const SLOWLY_MS = 250;

/** What of the deliveries is listed; it is in the address. */
export function FilterBar(): JSX.Element {
  const now = filter.value;
  const set = (name: FilterName, value: string) => goTo(withQuery({ [name]: value }), 'replace');
  const stores = knownPlace()?.stores ?? [];
  return (
    <search class="filters">
      <SearchField value={now.search} set={(value) => set('search', value)} />
      <Select
        isShort
        label={say('filter.severity')}
        value={now.severity}
        choose={(value) => set('severity', value)}
        options={[
          { value: '', text: say('filter.anySeverity') },
          { value: 'warning,error', text: say('filter.attention') },
          ...(['success', 'warning', 'error'] as const).map((value) => ({ value, text: say(`severity.${value}`) })),
        ]}
      />
      <Select
        isShort
        label={say('filter.outcome')}
        value={now.outcome}
        choose={(value) => set('outcome', value)}
        options={[
          { value: '', text: say('filter.anyOutcome') },
          ...outcomes.map((value) => ({ value, text: named('outcome', value) })),
        ]}
      />
      <Select
        isShort
        label={say('filter.store')}
        value={now.store}
        choose={(value) => set('store', value)}
        options={[{ value: '', text: say('filter.anyStore') }, ...stores.map(({ id }) => ({ value: id, text: id }))]}
      />
      <Select
        isShort
        label={say('filter.topic')}
        value={now.topic}
        choose={(value) => set('topic', value)}
        options={[
          { value: '', text: say('filter.anyTopic') },
          ...withChosen(topicsSeen.value, now.topic).map((value) => ({ value, text: value })),
        ]}
      />
      {filterText.value !== '' && (
        <button type="button" class="button plain" onClick={() => goTo('/deliveries', 'replace')}>
          <Icon name="close" />
          {now.order === '' ? say('filter.clear') : say('filter.ofOrder', { order: now.order })}
        </button>
      )}
    </search>
  );
}

function withChosen(values: readonly string[], chosen: string): readonly string[] {
  return chosen === '' || values.includes(chosen) ? values : [chosen, ...values];
}

function SearchField({ value, set }: { readonly value: string; readonly set: (value: string) => void }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const written = useRef(value);
  useEffect(() => {
    // Somebody else than this field changed it; what is typed meanwhile stays.
    if (value !== written.current) setText(value);
    written.current = value;
  }, [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      written.current = text;
      set(text);
    }, SLOWLY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useKeys({ '/': () => field.current?.focus() });
  return (
    <label class="search-field">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        class="input"
        value={text}
        placeholder={say('filter.search')}
        aria-label={say('filter.search')}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
