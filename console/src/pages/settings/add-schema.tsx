import { Checkbox, Modal, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { useOrg } from './use-settings';
import { api, body } from '~/api/client';
import { organisationKey } from '~/api/organisations';
import { queries } from '~/api/queries';
import { DialogForm } from '~/components/dialog-form';
import { useToast } from '~/components/toast';
import { organisationText } from '~/text/organisation';

const words = organisationText.schemas;

const example = `{
  "id": "urn:example:badge",
  "name": "Badge",
  "attributes": [{ "name": "number" }]
}`;

interface Props {
  opened: boolean;
  onClose: () => void;
}

export function AddSchema({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={words.addTitle} size="lg">
      <Form onClose={onClose} />
    </Modal>
  );
}

function Form({ onClose }: Pick<Props, 'onClose'>) {
  const org = useOrg();
  const toast = useToast();
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const [resourceType, setResourceType] = useState<'User' | 'Group'>('User');
  const [required, setRequired] = useState(false);
  const add = useMutation({
    mutationFn: (definition: Record<string, never>) =>
      body(
        api.POST('/api/v1/orgs/{org}/schemas', {
          params: { path: { org } },
          body: { definition, resourceType, required },
        }),
      ),
    onSuccess: () => {
      onClose();
      toast(words.added);
      return queries.invalidateQueries({ queryKey: organisationKey(org) });
    },
  });
  const submit = () => {
    let definition: Record<string, never>;
    try {
      definition = JSON.parse(typed) as Record<string, never>;
    } catch (error) {
      setFault(words.notJson((error as Error).message));
      return;
    }
    setFault(undefined);
    add.mutate(definition);
  };
  return (
    <DialogForm
      action={words.add}
      onSubmit={submit}
      onCancel={onClose}
      isPending={add.isPending}
      error={add.error}
      noValidate
    >
      <Textarea
        label={words.definition}
        description={words.definitionHint}
        placeholder={example}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={fault}
        rows={8}
        spellCheck={false}
        data-autofocus
      />
      <NativeSelect
        label={words.type}
        data={[
          { value: 'User', label: words.types.User },
          { value: 'Group', label: words.types.Group },
        ]}
        value={resourceType}
        onChange={({ currentTarget }) =>
          setResourceType(currentTarget.value === 'Group' ? 'Group' : 'User')
        }
      />
      <Checkbox
        label={words.isRequired}
        description={words.isRequiredHint}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
    </DialogForm>
  );
}
