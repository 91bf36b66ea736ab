import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PossibleAct } from '../../api.ts';
import { Icon } from '../parts/icons.tsx';
import { lazyDialog } from '../parts/lazy.tsx';
import { Menu } from '../parts/menu.tsx';
import { learn, say } from '../words/say.ts';

await learn('acts');

const ActDialog = lazyDialog(async () => (await import('./act-dialog.tsx')).ActDialog, 'try');

interface Props {
  readonly store: string;
  readonly order: string;
  readonly acts: readonly PossibleAct[];
}

/** What a shop's people can do with the order, as its platform would tell of it. */
export function Acts({ store, order, acts }: Props): JSX.Element {
  const [chosen, setChosen] = useState<PossibleAct | null>(null);
  return (
    <>
      <Menu
        isMain
        label={
          <>
            <Icon name="refund" />
            {say('acts.title')}
          </>
        }
        items={acts.map((act) => ({
          key: act.act,
          text: say(`act.${act.act}`),
          hint: say(`act.${act.act}Hint`),
          notBecause: act.notBecause,
          act: () => setChosen(act),
        }))}
      />
      {chosen !== null && <ActDialog store={store} order={order} act={chosen} close={() => setChosen(null)} />}
    </>
  );
}
