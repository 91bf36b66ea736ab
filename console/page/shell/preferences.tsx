import type { JSX } from 'preact';
import { Icon } from '../parts/icons.tsx';
import { theme, themes } from '../theme.ts';
import { language, languages, say } from '../words/say.ts';
import { openDialog } from './keys.ts';

const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
const names = { en: 'English', pt: 'Português' } as const;

/** Language, light or dark, and help. */
export function Preferences(): JSX.Element {
  const other = languages.find((one) => one !== language.value) ?? 'en';
  const nextTheme = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? 'system';
  return (
    <div class="row">
      <button
        type="button"
        class="button plain"
        lang={other}
        onClick={() => {
          language.value = other;
        }}
      >
        {names[other]}
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
