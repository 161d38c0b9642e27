'use client';
import { Dialog } from '@/components/ui/dialog';
import { hotkeysPreference } from '@/components/ui/hotkeys-preference';
import { Kbd } from '@/components/ui/kbd';
import {
  CHAIN_KEYS,
  CONDITION_LIST_KEYS,
  EVENT_LIST_KEYS,
  EXECUTION_LIST_KEYS,
  FUNCTION_KEYS,
  LIST_KEYS,
  PUBLISH_KEYS,
  RULE_KEYS,
  RULE_LIST_KEYS,
  STATE_MACHINE_KEYS,
  STATE_MACHINE_LIST_KEYS,
  TIMELINE_KEYS,
} from '@/components/ui/page-keys';
import { NAV_ITEMS } from './nav-items';

const SECTIONS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['⌘/Ctrl K', 'Command palette'],
      ['/', 'Search'],
      ...NAV_ITEMS.map((item) => [`g ${item.key}`, `Go to ${item.label}`] as const),
      ['?', 'This sheet'],
      ['Esc', 'Close what is open'],
    ],
  },
  {
    title: 'Chains',
    keys: [...Object.entries(LIST_KEYS), ['Enter', 'Open the row']],
  },
  { title: 'Events', keys: Object.entries(EVENT_LIST_KEYS) },
  { title: 'Publish', keys: [...Object.entries(PUBLISH_KEYS), ['⌘/Ctrl Enter', 'Publish']] },
  { title: 'Rules', keys: Object.entries(RULE_LIST_KEYS) },
  {
    title: 'Rule',
    keys: [...Object.entries(RULE_KEYS), ['⌘/Ctrl Enter', 'Plan the change, in the editor']],
  },
  { title: 'Conditions', keys: Object.entries(CONDITION_LIST_KEYS) },
  { title: 'State machines', keys: Object.entries(STATE_MACHINE_LIST_KEYS) },
  {
    title: 'State machine',
    keys: [...Object.entries(STATE_MACHINE_KEYS), ['← ↑ ↓ →', 'Next state, in the graph']],
  },
  { title: 'Executions', keys: Object.entries(EXECUTION_LIST_KEYS) },
  { title: 'Function', keys: Object.entries(FUNCTION_KEYS) },
  {
    title: 'Chain',
    keys: [...Object.entries(CHAIN_KEYS), ['⌘/Ctrl Enter', 'Send, in the dialog']],
  },
  { title: 'Timeline', keys: Object.entries(TIMELINE_KEYS) },
];

/** Which keys do what, and the switch that turns single letters off. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const single = hotkeysPreference.use();
  return (
    <Dialog open title="Keyboard shortcuts" size="md" onOpenChange={onClose}>
      <div className="gap-x-8 p-4 sm:columns-3">
        {SECTIONS.map((section) => (
          <section key={section.title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-semibold">{section.title}</h3>
            <dl>
              {section.keys.map(([keys, meaning]) => (
                <div key={keys} className="flex items-center justify-between gap-3 border-b border-line py-1">
                  <dt className="order-2 shrink-0">
                    <Kbd>{keys}</Kbd>
                  </dt>
                  <dd className="order-1 text-muted">{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="flex items-center gap-2 border-t border-line px-4 py-3">
        <input
          type="checkbox"
          checked={single === 'on'}
          onChange={(event) => hotkeysPreference.set(event.target.checked ? 'on' : 'off')}
          className="size-4 accent-accent"
        />
        Single-letter keys
        <span className="text-muted">Switch off if speech input or other tools press them by accident.</span>
      </label>
    </Dialog>
  );
}
