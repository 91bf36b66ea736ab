import { effect } from '@preact/signals';
import { type JSX, render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { About } from '../api.ts';
import { about, tellClock } from './about.ts';
import { ask } from './ask.ts';
import { arrive } from './deliveries/loaded.ts';
import { listenToEvents, useEvents } from './live.ts';
import { lazy } from './parts/lazy.tsx';
import { NoticeHere } from './parts/notice.tsx';
import { Empty, Failed, Loading } from './parts/states.tsx';
import { followLinks, goTo, path } from './router.ts';
import { listenToKeys } from './shell/keys.ts';
import { useParkedCount } from './shell/parked-count.ts';
import { Shell } from './shell/shell.tsx';
import { views } from './shell/views.ts';
import { applyTheme } from './theme.ts';
import { say } from './words/say.ts';

const DeliveriesView = lazy(
  async () => (await import('./deliveries/deliveries-view.tsx')).DeliveriesView,
  'deliveries',
);
const OrdersView = lazy(async () => (await import('./orders/orders-view.tsx')).OrdersView);
const OrderPage = lazy(async () => (await import('./orders/order-view.tsx')).OrderPage, 'order');
const CustomerPage = lazy(async () => (await import('./customers/customer-view.tsx')).CustomerPage, 'order', 'work');
const WorkView = lazy(async () => (await import('./work/work-view.tsx')).WorkView, 'work');
const TryView = lazy(async () => (await import('./try/try-view.tsx')).TryView, 'try');
const PromotionsView = lazy(
  async () => (await import('./promotions/promotions-view.tsx')).PromotionsView,
  'numbers',
  'work',
);
const NumbersView = lazy(async () => (await import('./numbers/numbers-view.tsx')).NumbersView, 'numbers', 'order');

async function askAbout(): Promise<void> {
  const answer = await ask<About>('/api/about');
  about.value = answer;
  if (answer.kind === 'ready') tellClock(answer.value.clock);
}

function Page(): JSX.Element {
  const known = about.value;
  if (known.kind === 'loading') return <Loading />;
  if (known.kind === 'failed') return <Failed trouble={known.trouble} again={askAbout} />;
  return <Connected place={known.value} />;
}

function Connected({ place }: { readonly place: About }): JSX.Element {
  useEvents('delivery', arrive);
  useEvents('clock', tellClock);
  useParkedCount();
  useEffect(() => {
    listenToEvents();
    listenToKeys((name) => views.some((view) => view.name === name && view.isThere(place)));
  }, [place]);
  return (
    <>
      <Shell place={place}>
        <View />
      </Shell>
      <NoticeHere />
    </>
  );
}

function View(): JSX.Element {
  const [name = 'deliveries', first, second] = path.value;
  switch (name) {
    case 'deliveries':
      return <DeliveriesView />;
    case 'orders':
      if (first === undefined || second === undefined) return <OrdersView />;
      return <OrderPage key={`${first}/${second}`} store={first} order={second} />;
    case 'customers':
      if (first === undefined) break;
      return <CustomerPage key={first} id={first} />;
    case 'work':
      return <WorkView />;
    case 'try':
      return <TryView />;
    case 'promotions':
      return <PromotionsView />;
    case 'numbers':
      return <NumbersView />;
    default:
  }
  return (
    <div class="view">
      <Empty title={say('page.notThere')}>
        <a href="/deliveries">{say('deliveries.title')}</a>
      </Empty>
    </div>
  );
}

applyTheme();
followLinks();
if (path.value.length === 0) goTo('/deliveries', 'replace');
effect(() => {
  const [view = '', ...rest] = path.value;
  // Who looks over a shoulder, or at a list of windows, reads no customer's id.
  const which = view === 'customers' ? [] : rest.toReversed();
  document.title = [...which, view === '' ? '' : view, 'Ponte'].filter((part) => part !== '').join(' · ');
});
void askAbout();
const root = document.querySelector('#page');
if (root !== null) render(<Page />, root);
