import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { About } from '../../api.ts';
import { isLive } from '../live.ts';
import { Icon } from '../parts/icons.tsx';
import { lazyDialog } from '../parts/lazy.tsx';
import { RevealedSign } from '../parts/reveal.tsx';
import { gone, path } from '../router.ts';
import { say } from '../words/say.ts';
import { Banners } from './banners.tsx';
import { openDialog } from './keys.ts';
import { parkedCount } from './parked-count.ts';
import { PlatformClock } from './platform-clock.tsx';
import { Preferences } from './preferences.tsx';
import { views } from './views.ts';

const Finder = lazyDialog(async () => (await import('./finder.tsx')).Finder);
const Help = lazyDialog(async () => (await import('./help.tsx')).Help);

/** Navigation, and the view beside it. */
export function Shell({
  place,
  children,
}: {
  readonly place: About;
  readonly children: ComponentChildren;
}): JSX.Element {
  const dialog = openDialog.value;
  const main = useRef<HTMLElement>(null);
  useFocusOnView(main);
  const close = () => {
    openDialog.value = null;
  };
  return (
    <div class="shell">
      <a class="skip" href="#main">
        {say('shell.skip')}
      </a>
      <div class="rail">
        <div class="top">
          <a class="brand" href="/deliveries" aria-label="Ponte">
            <Icon name="bridge" size={22} />
            <span>Ponte</span>
          </a>
          <Place place={place} />
          <button
            type="button"
            class="button"
            onClick={() => {
              openDialog.value = 'finder';
            }}
          >
            <Icon name="search" />
            <span class="finder-word">{say('finder.open')}</span>
          </button>
          <div class="foot in-top">
            <button
              type="button"
              class="button plain icon"
              aria-label={say('help.title')}
              onClick={() => {
                openDialog.value = 'help';
              }}
            >
              <Icon name="help" />
            </button>
          </div>
        </div>
        <Navigation place={place} />
        <div class="foot">
          <PlatformClock />
          <Preferences />
        </div>
      </div>
      <main id="main" class="main" tabIndex={-1} ref={main}>
        <Banners />
        <RevealedSign />
        {children}
      </main>
      {dialog === 'help' && <Help place={place} close={close} />}
      {dialog === 'finder' && <Finder place={place} close={close} />}
    </div>
  );
}

/** Another view begins at its top, for the keyboard and for who hears it. */
function useFocusOnView(main: { readonly current: HTMLElement | null }): void {
  const [view, ...which] = path.value;
  // The list of deliveries stays when one of them is opened.
  const shown = view === 'deliveries' ? view : [view, ...which].join('/');
  const last = useRef(shown);
  useEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    main.current?.scrollTo(0, 0);
    const { activeElement } = document;
    if (main.current?.contains(activeElement) === false) main.current.focus({ preventScroll: true });
    if (gone.back !== null) focusLink(main.current, gone.back, 60);
  }, [shown]);
}

/** Who goes back stands where they left, once it is there; unless they have gone on meanwhile. */
function focusLink(main: HTMLElement | null, to: string, frames: number): void {
  if (main === null || frames === 0 || document.activeElement !== main) return;
  const link = [...main.querySelectorAll('a')].find(({ pathname }) => pathname === to);
  if (link === undefined) requestAnimationFrame(() => focusLink(main, to, frames - 1));
  else link.focus();
}

function Place({ place: { place, region, readOnlyBecause } }: { readonly place: About }): JSX.Element {
  return (
    <div class="place">
      <strong>
        <span class={isLive.value ? 'dot' : 'dot off'} title={say(isLive.value ? 'shell.live' : 'shell.notLive')} />
        <span class="cut">
          {place.kind === 'local' ? say('shell.local') : say('shell.stage', { stage: place.stage })}
        </span>
      </strong>
      <span class="small dim cut" title={place.kind === 'local' ? place.state : region}>
        {place.kind === 'local' ? place.state : region}
        {readOnlyBecause !== null && ` · ${say('shell.readOnly')}`}
      </span>
    </div>
  );
}

function Navigation({ place }: { readonly place: About }): JSX.Element {
  const [at] = path.value;
  const parked = parkedCount.value;
  return (
    <nav class="nav" aria-label={say('shell.navigation')}>
      {views
        .filter(({ isThere }) => isThere(place))
        .map(({ name, icon, title }) => (
          <a key={name} href={`/${name}`} {...(at === name && { 'aria-current': 'page' as const })}>
            <Icon name={icon} />
            {say(title)}
            {name === 'work' && parked > 0 && (
              <span class="count" title={say('work.parked')}>
                {parked > 99 ? '99+' : parked}
              </span>
            )}
          </a>
        ))}
    </nav>
  );
}
