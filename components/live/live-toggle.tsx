'use client';
import clsx from 'clsx';
import { Pause, Play } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { Tooltip } from '@/components/ui/tooltip';
import { livePreference } from './live-preference';
import type { LiveStatus } from './live-status';
import { useLiveStatus } from './use-live-status';

const SAYS: Record<LiveStatus, { word: string; hint: string; dot: string }> = {
  connecting: { word: 'Connecting', hint: 'Live updates are starting', dot: 'bg-waiting' },
  connected: { word: 'Live', hint: 'Changes appear by themselves. Click to pause', dot: 'bg-succeeded' },
  reconnecting: {
    word: 'Reconnecting',
    hint: 'The event stream is interrupted; the page is read again every 5 s',
    dot: 'bg-failed',
  },
  off: { word: 'Paused', hint: 'Nothing changes by itself. Click to go on', dot: 'bg-cut' },
};

/** The visible switch of live updates, and their state. */
export function LiveToggle() {
  const status = useLiveStatus();
  const on = livePreference.use() === 'on';
  const says = SAYS[on ? status : 'off'];
  const Icon = on ? Pause : Play;
  return (
    <Tooltip content={says.hint} side="top">
      <button
        type="button"
        aria-label={on ? `Pause live updates. Now: ${says.word}` : 'Resume live updates. Now: paused'}
        onClick={() => livePreference.set(on ? 'off' : 'on')}
        className={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), 'justify-start')}
      >
        <span aria-hidden className={clsx('forced-mark size-2 rounded-full', says.dot)} />
        {says.word}
        <Icon aria-hidden className="ml-1 size-3" />
      </button>
    </Tooltip>
  );
}
