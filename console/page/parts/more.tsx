import type { JSX } from 'preact';
import type { Pages } from '../use-pages.ts';
import { say } from '../words/say.ts';
import { Complaint } from './states.tsx';

/** Under a list: for its next page, and why that did not come. */
export function More({ of: { more, trouble } }: { readonly of: Omit<Pages<unknown>, 'pages'> }): JSX.Element {
  return (
    <>
      {trouble !== null && <Complaint trouble={trouble} />}
      {more !== null && (
        <p class="list-foot">
          <button type="button" class="button" onClick={more}>
            {say('dialog.more')}
          </button>
        </p>
      )}
    </>
  );
}
