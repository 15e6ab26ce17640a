import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

import { activityText } from '~/text/activity';

const words = activityText.audit;

// Saves the events that the filters leave, all of them.
export function AuditExport({ address }: { address: (format: 'ndjson' | 'csv') => string }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {words.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.exportFiltered}</Menu.Label>
        <Menu.Item component="a" href={address('ndjson')} download>
          {words.exportNdjson}
        </Menu.Item>
        <Menu.Item component="a" href={address('csv')} download>
          {words.exportCsv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
