import { Button, Group, Loader, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

import { readAllMembers, type MemberFilters } from '~/api/members';
import { useAskedFor } from '~/components/asked-for';
import { detailOf } from '~/components/problem-alert';
import { useToast } from '~/components/toast';
import { showToast } from '~/components/toasts';
import { useOrg } from '~/shell/use-org';
import { peopleText } from '~/text/people';

import { csvHead, csvOf } from './members-csv';

const words = peopleText.members;

function save(name: string, parts: string[]): void {
  // A table program reads UTF-8 by this mark.
  const file = new Blob(['\uFEFF', ...parts], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  setTimeout(() => {
    link.remove();
    URL.revokeObjectURL(link.href);
  }, 10_000);
}

// Exports every member on the list, with its filters, as CSV.
export function ExportMembers({ filters }: { filters: MemberFilters }) {
  const org = useOrg();
  const toast = useToast();
  const [soFar, setSoFar] = useState<number>();
  const reading = useRef<AbortController>();
  useEffect(() => () => reading.current?.abort(), []);
  const run = async () => {
    const control = (reading.current = new AbortController());
    const parts = [csvHead];
    let count = 0;
    setSoFar(0);
    try {
      await readAllMembers(
        org,
        filters,
        (members) => {
          parts.push(csvOf(members));
          setSoFar((count += members.length));
        },
        control.signal,
      );
      save(`${org}-members.csv`, parts);
      toast(words.exported, words.exportedHow(count));
    } catch (error) {
      if (!control.signal.aborted)
        showToast({ color: 'red', title: words.notExported, message: detailOf(error) });
    } finally {
      setSoFar(undefined);
    }
  };
  useAskedFor('export-members', soFar === undefined, () => void run());
  if (soFar === undefined)
    return (
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => void run()}
      >
        {words.export}
      </Button>
    );
  return (
    <Group gap="xs">
      <Loader size="xs" aria-hidden />
      <Text size="sm" role="status" className="number">
        {words.exporting(soFar)}
      </Text>
      <Button variant="default" onClick={() => reading.current?.abort()}>
        {words.exportStop}
      </Button>
    </Group>
  );
}
