import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeliveryRow } from '../../api.ts';
import type { ReplayAsk, Sent } from '../../api-try.ts';
import { post } from '../ask.ts';
import { Icon } from '../parts/icons.tsx';
import { Menu } from '../parts/menu.tsx';
import { say } from '../words/say.ts';
import { tellSent } from './tell-sent.ts';

const ways = ['none', 'body', 'signature'] as const;

/** Sends a delivery once more, as it was or tampered with. */
export function Replay({ delivery }: { readonly delivery: DeliveryRow }): JSX.Element {
  const [isSending, setIsSending] = useState(false);
  const replay = async (tamper: NonNullable<ReplayAsk['tamper']>) => {
    setIsSending(true);
    const asked: ReplayAsk = { delivery: delivery.id, tamper };
    tellSent(await post<Sent>('/api/replay', asked));
    setIsSending(false);
  };
  return (
    <Menu
      label={
        <>
          <Icon name="replay" />
          {say('replay.title')}
        </>
      }
      isBusy={isSending}
      items={ways.map((way) => ({
        key: way,
        text: say(`replay.${way}`),
        hint: say(`replay.${way}Hint`),
        act: () => replay(way),
      }))}
    />
  );
}
