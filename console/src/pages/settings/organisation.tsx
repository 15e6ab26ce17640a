import { Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';

import { SchemasSection } from './schemas-section';
import { Section } from './section';
import { useOrg } from './use-settings';
import { api, body } from '~/api/client';
import { organisationsKey } from '~/api/installation';
import { organisationKey, organisationQuery } from '~/api/organisations';
import { queries } from '~/api/queries';
import { sessionQuery } from '~/api/session';
import { CopyText } from '~/components/copy-text';
import { useDraft } from '~/components/drafts';
import { Facts } from '~/components/facts';
import { Page } from '~/components/page';
import { ProblemAlert } from '~/components/problem-alert';
import { ReasonedButton } from '~/components/reasoned-button';
import { DateTime } from '~/components/time';
import { useToast } from '~/components/toast';
import type { Organisation } from '~/api/installation';
import { text } from '~/text';
import { organisationText } from '~/text/organisation';

const words = organisationText;

export function Component() {
  const { data, error, refetch } = useQuery(organisationQuery(useOrg()));
  return (
    <Page title={text.shell.pages.organisation} lead={words.lead}>
      <Stack maw={820} gap="lg">
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        {!data &&
          !error &&
          [120, 160, 200].map((height) => <Skeleton key={height} height={height} />)}
        {data && (
          <>
            <About organisation={data} />
            <Rename key={data.name} organisation={data} />
            <SchemasSection />
          </>
        )}
      </Stack>
    </Page>
  );
}

function About({ organisation: { id, created, userCount, groupCount } }: Props) {
  const { title, shortName, users, groups, counted, ...said } = words.about;
  return (
    <Section title={title}>
      <Facts
        items={[
          [shortName, <CopyText key="id" label={shortName} value={id} />],
          [said.created, <DateTime key="created" value={created} />],
          [users, counted(userCount)],
          [groups, counted(groupCount)],
        ]}
      />
    </Section>
  );
}

interface Props {
  organisation: Organisation;
}

function Rename({ organisation: { id, name } }: Props) {
  const toast = useToast();
  const draft = useDraft(`${id}.name`, name);
  const rename = useMutation({
    mutationFn: (wanted: string) =>
      body(
        api.PATCH('/api/v1/orgs/{org}', { params: { path: { org: id } }, body: { name: wanted } }),
      ),
    onSuccess: () => {
      draft.discard();
      toast(words.name.done);
      void queries.invalidateQueries({ queryKey: organisationsKey });
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      return queries.invalidateQueries({ queryKey: organisationKey(id) });
    },
  });
  const wanted = draft.value.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted) rename.mutate(wanted);
  };
  return (
    <Section title={words.name.title} lead={words.name.lead}>
      <form onSubmit={submit}>
        <Stack align="flex-start">
          <TextInput
            w="100%"
            maw={480}
            label={words.name.label}
            value={draft.value}
            onChange={(event) => draft.change(event.currentTarget.value)}
            maxLength={200}
            autoComplete="off"
          />
          {rename.error && <ProblemAlert error={rename.error} />}
          <ReasonedButton
            type="submit"
            variant="light"
            loading={rename.isPending}
            reason={!wanted && words.name.missing}
          >
            {words.name.save}
          </ReasonedButton>
        </Stack>
      </form>
    </Section>
  );
}
