import type { JSX } from 'preact';
import { Icon } from '../parts/icons.tsx';
import { theme, themes } from '../theme.ts';
import { language, say, speak } from '../words/say.ts';
import { openDialog } from './keys.ts';

const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
const others = { en: { code: 'pt', name: 'Português' }, pt: { code: 'en', name: 'English' } } as const;

/** Language, light or dark, and help. */
export function Preferences(): JSX.Element {
  const other = others[language];
  const nextTheme = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  return (
    <div class="row">
      <button type="button" class="button plain" lang={other.code} onClick={() => speak(other.code)}>
        {other.name}
      </button>
      <button
        type="button"
        class="button plain icon"
        title={say(`theme.${theme.value}`)}
        aria-label={say(`theme.${theme.value}`)}
        onClick={() => {
          theme.value = nextTheme;
        }}
      >
        <Icon name={icons[theme.value]} />
      </button>
      <button
        type="button"
        class="button plain icon"
        title={`${say('help.title')} (?)`}
        aria-label={say('help.title')}
        onClick={() => {
          openDialog.value = 'help';
        }}
      >
        <Icon name="help" />
      </button>
    </div>
  );
}
