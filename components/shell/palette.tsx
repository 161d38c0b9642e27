'use client';
import { useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { fetchJson } from '@/components/live/fetch-json';
import { livePreference } from '@/components/live/live-preference';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { pastedId } from '@/components/ui/pasted-id';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusIcon } from '@/components/ui/status-icon';
import { themePreference } from '@/components/ui/theme-preference';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import type { ChainSummary } from '@/lib/contract/chain';
import { NAV_ITEMS } from './nav-items';
import { openOverlay } from './shell-overlay';

const GROUP =
  '[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint';
const ITEM =
  'mx-1 flex h-8 cursor-pointer items-center gap-2 rounded-md px-2 data-[selected=true]:bg-selected';

const RECENT_PATH = '/api/v1/chains?limit=6&range=all&singles=true';

/** Go to, open a pasted ID, and the switches of the shell. */
export function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const recent = useQuery({
    queryKey: ['chains', 'recent'],
    queryFn: ({ signal }) => fetchJson<{ items: ChainSummary[] }>(RECENT_PATH, signal),
    staleTime: 5000,
  });
  const live = livePreference.use();
  const zone = timeZonePreference.use();
  const theme = themePreference.use();
  const id = pastedId(text);
  const run = (act: () => void) => () => {
    onClose();
    act();
  };

  return (
    <Dialog open bare size="sm" title="Command palette" onOpenChange={onClose}>
      <Command label="Commands" loop>
        <Command.Input
          data-autofocus
          value={text}
          onValueChange={setText}
          placeholder="Go to, paste an ID, or search chains"
          className="h-11 w-full border-b border-line bg-transparent px-4 text-md outline-none"
        />
        <Command.List className="max-h-96 overflow-y-auto pb-1">
          <Command.Empty className="px-4 py-6 text-muted">Nothing matches.</Command.Empty>
          {text.trim() === '' ? null : (
            <Command.Group heading="Chains" className={GROUP} forceMount>
              {id === null ? null : (
                <Command.Item
                  forceMount
                  value={`open ${text}`}
                  className={ITEM}
                  onSelect={run(() => router.push(`/chains/${encodeURIComponent(id)}`))}
                >
                  Open the chain of <code className="min-w-0 truncate text-xs">{id}</code>
                </Command.Item>
              )}
              <Command.Item
                forceMount
                value={`search ${text}`}
                className={ITEM}
                onSelect={run(() =>
                  router.push(`/?view=all&range=all&singles=true&q=${encodeURIComponent(text.trim())}`),
                )}
              >
                Search all chains for <span className="min-w-0 truncate font-medium">{text.trim()}</span>
              </Command.Item>
            </Command.Group>
          )}
          <Command.Group heading="Go to" className={GROUP}>
            {NAV_ITEMS.map(({ href, label, icon: Icon, key }) => (
              <Command.Item
                key={href}
                value={`go to ${label}`}
                className={ITEM}
                onSelect={run(() => router.push(href))}
              >
                <Icon aria-hidden className="size-4 text-muted" />
                {label}
                <span className="ml-auto flex gap-1">
                  <Kbd>g</Kbd>
                  <Kbd>{key}</Kbd>
                </span>
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading="Make" className={GROUP}>
            <Command.Item
              value="publish events"
              className={ITEM}
              onSelect={run(() => router.push('/events/new'))}
            >
              Publish events
            </Command.Item>
            <Command.Item
              value="new rule create"
              className={ITEM}
              onSelect={run(() => router.push('/rules/new'))}
            >
              New rule
            </Command.Item>
          </Command.Group>
          {recent.data === undefined || recent.data.items.length === 0 ? null : (
            <Command.Group heading="Recent chains" className={GROUP}>
              {recent.data.items.map((chain) => (
                <Command.Item
                  key={chain.chainId}
                  value={`${chain.rootFunction ?? ''} ${chain.traceId ?? ''} ${chain.chainId}`}
                  className={ITEM}
                  onSelect={run(() => router.push(`/chains/${encodeURIComponent(chain.chainId)}`))}
                >
                  <StatusIcon status={chain.status} />
                  <span className="min-w-0 truncate">{chain.rootFunction ?? chain.chainId}</span>
                  <span className="text-xs text-muted">
                    {chain.hopCount === 1 ? '1 hop' : `${chain.hopCount} hops`}
                  </span>
                  <RelativeTime at={chain.lastActivityAt} className="ml-auto text-right text-xs text-muted" />
                </Command.Item>
              ))}
            </Command.Group>
          )}
          <Command.Group heading="Switch" className={GROUP}>
            {themePreference.values
              .filter((value) => value !== theme)
              .map((value) => (
                <Command.Item
                  key={value}
                  value={`theme ${value}`}
                  className={ITEM}
                  onSelect={run(() => themePreference.set(value))}
                >
                  Theme: {value}
                </Command.Item>
              ))}
            <Command.Item
              value="live updates pause resume"
              className={ITEM}
              onSelect={run(() => livePreference.set(live === 'on' ? 'off' : 'on'))}
            >
              {live === 'on' ? 'Pause live updates' : 'Resume live updates'}
            </Command.Item>
            <Command.Item
              value="times utc local zone"
              className={ITEM}
              onSelect={run(() => timeZonePreference.set(zone === 'utc' ? 'local' : 'utc'))}
            >
              {zone === 'utc' ? 'Show times in local time' : 'Show times in UTC'}
            </Command.Item>
            <Command.Item value="keys shortcuts help" className={ITEM} onSelect={() => openOverlay('keys')}>
              Keyboard shortcuts
              <Kbd className="ml-auto">?</Kbd>
            </Command.Item>
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}
