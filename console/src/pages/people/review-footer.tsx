import { Button, Group } from '@mantine/core';

import type { MappingPreview } from '~/api/groups';
import { ReasonedButton } from '~/components/reasoned-button';
import { text } from '~/text';
import { peopleText } from '~/text/people';

const words = peopleText.review;

interface Props {
  preview: MappingPreview | undefined;
  reason: string;
  isPending: boolean;
  onApply: (overrideReason: string) => void;
  onClose: () => void;
}

export function ReviewFooter({ preview, reason, isPending, onApply, onClose }: Props) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {text.cancel}
      </Button>
      <ReasonedButton
        color={preview?.lastAdmin || preview?.lossCount ? 'red' : undefined}
        loading={isPending}
        reason={reasonAgainst(preview, reason)}
        onClick={() => onApply(preview?.lastAdmin ? reason : '')}
      >
        {labelOf(preview)}
      </ReasonedButton>
    </Group>
  );
}

function reasonAgainst(preview: MappingPreview | undefined, reason: string): string | null {
  if (!preview) return words.loading;
  return preview.lastAdmin && !reason ? words.overrideMissing : null;
}

function labelOf(preview: MappingPreview | undefined): string {
  const count = preview ? preview.lossCount + preview.gainCount : 0;
  return count === 0 ? words.applyToNobody : words.apply(count);
}
