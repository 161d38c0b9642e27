'use client';
import { Keyboard } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import { openOverlay } from './shell-overlay';

export function KeysButton() {
  return (
    <IconButton label="Keyboard shortcuts" keys="?" size="icon-sm" onClick={() => openOverlay('keys')}>
      <Keyboard aria-hidden className="size-3.5" />
    </IconButton>
  );
}
