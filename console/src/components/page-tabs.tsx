import { Badge, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';

import { useFilters } from './pager';

export interface PageTab {
  name: string;
  label: string;
  // Beside its label.
  count?: string;
  content: ReactNode;
}

interface Props {
  label: string;
  tabs: PageTab[];
}

// The parts of a page. Which one is shown is in the address, but for the first.
export function PageTabs({ label, tabs }: Props) {
  const { values, set } = useFilters(['tab'] as const);
  const current = tabs.find(({ name }) => name === values.tab) ?? tabs[0];
  return (
    <Tabs
      value={current?.name}
      onChange={(name) => set({ tab: name === tabs[0]?.name ? null : name })}
      keepMounted={false}
    >
      <Tabs.List aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab
            key={tab.name}
            value={tab.name}
            rightSection={
              tab.count && (
                <Badge size="sm" variant="light" color="gray" className="number">
                  {tab.count}
                </Badge>
              )
            }
          >
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ name, content }) => (
        <Tabs.Panel key={name} value={name} pt="sm">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
