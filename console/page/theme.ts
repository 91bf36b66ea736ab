import { effect } from '@preact/signals';
import { kept } from './kept.ts';

export const themes = ['system', 'light', 'dark'] as const;

export const theme = kept('ponte-theme', themes, 'system');

/** `style/tokens.css` knows both. */
export function applyTheme(): void {
  effect(() => {
    const { dataset } = document.documentElement;
    if (theme.value === 'system') delete dataset.theme;
    else dataset.theme = theme.value;
  });
}
