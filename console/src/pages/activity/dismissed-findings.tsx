import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { useDismissal } from './use-dismissal';
import { useMay } from '~/api/session';
import type { Finding } from '~/api/stats';
import { Name, Sentence } from '~/components/name';
import { DateTime, Time } from '~/components/time';
import { plainName } from '~/components/visible';
import { activityText } from '~/text/activity';

const words = activityText.findings;

export function DismissButton({ org, finding }: { org: string; finding: Finding }) {
  const mayDismiss = useMay('dismiss_findings');
  const { dismiss, isPending } = useDismissal(org, finding);
  if (!mayDismiss) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      loading={isPending}
      aria-label={words.dismissLabel(plainName(finding.title))}
      onClick={() => dismiss()}
    >
      {words.dismiss}
    </Button>
  );
}

// What somebody wants to hear no more of for a while: who, until when, and the way back.
export function DismissedFindings({ org, findings }: { org: string; findings: Finding[] }) {
  return (
    <Apart title={words.dismissed} lead={words.dismissedLead} findings={findings}>
      {(finding) => (
        <>
          <Text size="xs" c="dimmed">
            {finding.dismissal && (
              <>
                <Name>{finding.dismissal.byDisplay || finding.dismissal.by}</Name>
                {' · '}
                {words.until} <DateTime value={finding.dismissal.until} />
              </>
            )}
          </Text>
          <UndoButton org={org} finding={finding} />
        </>
      )}
    </Apart>
  );
}

export function ResolvedFindings({ findings }: { findings: Finding[] }) {
  return (
    <Apart title={words.resolved} lead={words.resolvedLead} findings={findings}>
      {(finding) => (
        <Text size="xs" c="dimmed">
          {words.lastSeen} <Time value={finding.lastSeen} />
        </Text>
      )}
    </Apart>
  );
}

function UndoButton({ org, finding }: { org: string; finding: Finding }) {
  const mayDismiss = useMay('dismiss_findings');
  const { undo, isPending } = useDismissal(org, finding);
  if (!mayDismiss) return null;
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={isPending}
      aria-label={words.undoLabel(plainName(finding.title))}
      onClick={() => undo()}
    >
      {words.undo}
    </Button>
  );
}

interface ApartProps {
  title: string;
  lead: string;
  findings: Finding[];
  children: (finding: Finding) => ReactNode;
}

// Findings that count for nothing, a line each.
function Apart({ title, lead, findings, children }: ApartProps) {
  if (findings.length === 0) return null;
  return (
    <Stack gap="xs" component="section" aria-label={title} maw={860}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
      {findings.map((finding) => (
        <Paper key={finding.id} withBorder px="md" py="sm" component="article">
          <Group justify="space-between" gap="sm">
            <Text size="sm" className="breakable" flex="1 1 260px" miw={0}>
              <Sentence names={finding.links.map(({ name }) => name)}>{finding.title}</Sentence>
            </Text>
            {children(finding)}
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
