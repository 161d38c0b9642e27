'use client';
import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { themePreference } from '@/components/ui/theme-preference';

const ICON = { system: Monitor, light: Sun, dark: Moon };

/** System → light → dark. */
export function ThemeSwitch() {
  const theme = themePreference.use();
  const { values } = themePreference;
  const next = values[(values.indexOf(theme) + 1) % values.length] ?? 'system';
  const Icon = ICON[theme];
  return (
    <IconButton
      label={`Theme: ${theme}. Switch to ${next}`}
      size="icon-sm"
      onClick={() => themePreference.set(next)}
    >
      <Icon aria-hidden className="size-3.5" />
    </IconButton>
  );
}
