'use client';
import { Search } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { Kbd } from '@/components/ui/kbd';
import { openOverlay } from './shell-overlay';

/** Opens the palette. */
export function SearchButton({ compact = false }: { compact?: boolean }) {
  if (compact) {
    return (
      <IconButton label="Search and commands" keys="⌘/Ctrl K" onClick={() => openOverlay('palette')}>
        <Search aria-hidden className="size-4" />
      </IconButton>
    );
  }
  return (
    <button
      type="button"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => openOverlay('palette')}
      className="flex h-7 w-full items-center gap-2 rounded-md border border-line-strong bg-raised px-2 text-muted hover:text-text"
    >
      <Search aria-hidden className="size-3.5" />
      Search or go to
      <Kbd className="ml-auto">⌘K</Kbd>
    </button>
  );
}
