'use client';
import { definePreference } from './preference';

export const themePreference = definePreference('theme', ['system', 'light', 'dark']);

/** Puts the chosen theme on the document; `system` leaves it to the browser's color-scheme. */
export function applyTheme(theme: (typeof themePreference.values)[number]): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
