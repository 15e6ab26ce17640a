import { Button, FileButton, Group, Image, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';

import { BrandingPreview } from './branding-preview';
import { brandingQuery, useSaveBranding, type Branding } from '~/api/branding';
import { contrastMin, contrastOf, read } from '~/colours';
import { useDraft, useUnsaved } from '~/components/drafts';
import { Page } from '~/components/page';
import { Panel } from '~/components/panel';
import { detailOf, ProblemAlert } from '~/components/problem-alert';
import { showToast } from '~/components/toasts';
import { text } from '~/text';
import { brandingText } from '~/text/branding';

const words = brandingText;
const logoBytesMax = 64 * 1024;

interface Draft {
  name: string;
  accent: string;
  support: string;
  frames: string;
}

const draftOf = (branding: Branding): Draft => ({
  name: branding.productName ?? '',
  accent: branding.accentColor ?? '',
  support: branding.supportAddress ?? '',
  frames: branding.frameAncestors.join('\n'),
});

// The server's text begins with the name of the value that is wrong.
const fieldOf = (error: unknown) =>
  /^(productName|accentColor|supportAddress|frameAncestors): /.exec(detailOf(error))?.[1];

export function Component() {
  const { data } = useQuery({ ...brandingQuery, staleTime: 0 });
  return (
    <Page title={text.shell.pages.branding} lead={words.lead}>
      <Form key={JSON.stringify(data)} branding={data} />
    </Page>
  );
}

// A chosen file as an address that the preview can show; the page's policy knows no blob:.
function useDataUrl(file: File | null | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    setUrl(null);
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => setUrl(reader.result as string);
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return url;
}

function Form({ branding }: { branding: Branding }) {
  const typed = useDraft('branding', draftOf(branding));
  const draft = typed.value;
  const [logo, setLogo] = useState<File | null>();
  const save = useSaveBranding();
  const isDirty = logo !== undefined || typed.isDirty;
  const settle = useUnsaved(logo !== undefined);
  const chosen = useDataUrl(logo);
  const shownLogo = logo === undefined ? (branding.logo?.url ?? null) : chosen;
  const isTooLarge = !!logo && logo.size > logoBytesMax;
  const type = (field: keyof Draft) => (value: string) =>
    typed.change({ ...draft, [field]: value });
  const errorAt = (field: string) =>
    save.error && fieldOf(save.error) === field ? detailOf(save.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isTooLarge) return;
    save.mutate(
      {
        change: {
          productName: draft.name.trim(),
          accentColor: draft.accent.trim(),
          supportAddress: draft.support.trim(),
          frameAncestors: draft.frames.split(/\s+/).filter(Boolean),
        },
        logo,
      },
      {
        onSuccess: () => {
          typed.discard();
          settle();
          setLogo(undefined);
          showToast({ title: words.saved });
        },
      },
    );
  };
  return (
    <Stack component="form" onSubmit={submit} gap="lg" maw={960}>
      <Panel title={words.look}>
        <TextInput
          label={words.name}
          description={words.nameLead}
          placeholder={text.shell.product}
          value={draft.name}
          error={errorAt('productName')}
          onChange={(event) => type('name')(event.currentTarget.value)}
        />
        <Accent value={draft.accent} error={errorAt('accentColor')} onChange={type('accent')} />
        <Logo
          shown={shownLogo}
          isTooLarge={isTooLarge}
          onChange={setLogo}
          isSet={shownLogo !== null || !!logo}
        />
        <TextInput
          label={words.support}
          description={words.supportLead}
          value={draft.support}
          error={errorAt('supportAddress')}
          onChange={(event) => type('support')(event.currentTarget.value)}
        />
        <Textarea
          label={words.frames}
          description={words.framesLead}
          rows={3}
          value={draft.frames}
          error={errorAt('frameAncestors')}
          onChange={(event) => type('frames')(event.currentTarget.value)}
        />
        {save.error && !fieldOf(save.error) && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" disabled={!isDirty} loading={save.isPending}>
            {words.save}
          </Button>
        </Group>
      </Panel>
      <BrandingPreview
        name={draft.name.trim() || text.shell.product}
        accent={read(draft.accent) ? draft.accent : null}
        logo={shownLogo}
        support={draft.support.trim()}
      />
    </Stack>
  );
}

interface AccentProps {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function Accent({ value, error, onChange }: AccentProps) {
  const ratio = read(value) ? contrastOf(value, '#ffffff') : null;
  const isTooLight = ratio !== null && ratio < contrastMin;
  return (
    <TextInput
      label={words.accent}
      description={words.accentLead}
      placeholder="#4263eb"
      value={value}
      error={error ?? (isTooLight && words.contrast((Math.floor(ratio * 10) / 10).toFixed(1)))}
      onChange={(event) => onChange(event.currentTarget.value)}
      rightSection={
        <input
          type="color"
          className="colour-picker"
          aria-label={words.accentPick}
          value={read(value) ? value : '#4263eb'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      }
      rightSectionWidth={48}
    />
  );
}

interface LogoProps {
  shown: string | null;
  isSet: boolean;
  isTooLarge: boolean;
  onChange: (file: File | null) => void;
}

function Logo({ shown, isSet, isTooLarge, onChange }: LogoProps) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {words.logo}
      </Text>
      <Text size="xs" c="dimmed">
        {words.logoLead}
      </Text>
      <Group gap="sm">
        {shown && <Image src={shown} h={32} w="auto" maw={160} fit="contain" alt={words.logo} />}
        <FileButton onChange={(file) => file && onChange(file)} accept="image/png,image/svg+xml">
          {(props) => (
            <Button variant="default" {...props}>
              {words.logoChoose}
            </Button>
          )}
        </FileButton>
        {isSet && (
          <Button variant="subtle" color="gray" onClick={() => onChange(null)}>
            {words.logoRemove}
          </Button>
        )}
      </Group>
      {isTooLarge && (
        <Text size="xs" c="red" role="alert">
          {words.logoTooLarge}
        </Text>
      )}
    </Stack>
  );
}
