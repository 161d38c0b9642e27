'use client';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { type ReactNode, useState } from 'react';
import { TabPanel, Tabs } from './tabs';

interface PageTab {
  id: string;
  label: string;
  note?: ReactNode;
  panel: ReactNode;
  /** How the panel is laid out, where it is not text with room around it. */
  panelClass?: string;
  /** Once opened it stays as it is while another tab is open: something is written in it. */
  keeps?: boolean;
}

/** The tabs of one thing's page, the first of them open; the address says which is. */
export function PageTabs({
  label,
  idPrefix,
  tabs,
}: {
  label: string;
  idPrefix: string;
  tabs: readonly [PageTab, ...PageTab[]];
}) {
  const [value, setValue] = useQueryState(
    'tab',
    parseAsStringLiteral(tabs.map(({ id }) => id)).withDefault(tabs[0].id),
  );
  const open = tabs.find(({ id }) => id === value) ?? tabs[0];
  const [opened, setOpened] = useState<readonly string[]>([open.id]);
  if (!opened.includes(open.id)) setOpened([...opened, open.id]);
  return (
    <>
      <Tabs
        label={label}
        idPrefix={idPrefix}
        tabs={tabs}
        value={open.id}
        onValueChange={(id) => void setValue(id)}
        className="px-4 sm:px-5"
      />
      {tabs
        .filter((tab) => tab === open || (tab.keeps === true && opened.includes(tab.id)))
        .map((tab) => (
          <TabPanel
            key={tab.id}
            idPrefix={idPrefix}
            id={tab.id}
            hidden={tab !== open}
            className={tab.panelClass ?? 'px-4 py-5 sm:px-5'}
          >
            {tab.panel}
          </TabPanel>
        ))}
    </>
  );
}
