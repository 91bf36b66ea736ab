import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { clock, listZone, platformNow } from '../about.ts';
import { Icon } from '../parts/icons.tsx';
import { durationText, timeText, zoneText } from '../parts/values.tsx';
import { say } from '../words/say.ts';

/** The platform's time, which a local platform may have moved ahead. */
export function PlatformClock(): JSX.Element | null {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const known = clock.value;
  if (known === null) return null;
  const { aheadMs } = known.told;
  return (
    <div class="platform-clock small dim">
      <Icon name="clock" size={14} />
      <span>
        {timeText(new Date(platformNow()).toISOString(), 'second')} <span>{zoneText(listZone())}</span>
        {aheadMs > 0 && <strong class="text-warning"> {say('shell.ahead', { by: durationText(aheadMs) })}</strong>}
      </span>
    </div>
  );
}
