'use client';
import clsx from 'clsx';
import type { KeyboardEvent, ReactNode } from 'react';
import { nextTabIndex } from './tabs.model';

interface TabsProps<Id extends string> {
  /** Names the list of tabs and prefixes the ids that tie tabs to panels. */
  label: string;
  idPrefix: string;
  tabs: readonly { id: Id; label: string; note?: ReactNode }[];
  value: Id;
  onValueChange: (id: Id) => void;
  className?: string;
}

export function Tabs<Id extends string>({
  label,
  idPrefix,
  tabs,
  value,
  onValueChange,
  className,
}: TabsProps<Id>) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const index = nextTabIndex(
      event.key,
      tabs.findIndex((tab) => tab.id === value),
      tabs.length,
    );
    const tab = index === null ? undefined : tabs[index];
    if (tab === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onValueChange(tab.id);
    document.getElementById(`${idPrefix}-tab-${tab.id}`)?.focus();
  }
  return (
    <div
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
      className={clsx('flex gap-4 overflow-x-auto border-b border-line', className)}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${idPrefix}-tab-${tab.id}`}
          aria-selected={tab.id === value}
          aria-controls={tab.id === value ? `${idPrefix}-panel-${tab.id}` : undefined}
          tabIndex={tab.id === value ? 0 : -1}
          onClick={() => onValueChange(tab.id)}
          className={clsx(
            'h-8 shrink-0 -outline-offset-2 border-b-2 px-0.5',
            tab.id === value
              ? 'border-accent font-medium text-text'
              : 'border-transparent text-muted hover:text-text forced-colors:border-[Canvas]',
          )}
        >
          {tab.label}
          {tab.note === undefined ? null : <span className="ml-1 text-xs text-faint">{tab.note}</span>}
        </button>
      ))}
    </div>
  );
}

export function TabPanel({
  idPrefix,
  id,
  hidden = false,
  className,
  children,
}: {
  idPrefix: string;
  id: string;
  hidden?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="tabpanel"
      id={`${idPrefix}-panel-${id}`}
      aria-labelledby={`${idPrefix}-tab-${id}`}
      hidden={hidden}
      className={hidden ? undefined : className}
    >
      {children}
    </div>
  );
}
