import {
  Combobox,
  Loader,
  Modal,
  Text,
  TextInput,
  useCombobox,
  type TextInputProps,
} from '@mantine/core';
import { useDebouncedValue, useId } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { forwardRef, useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import { usePaletteSections } from './palette-sections';
import type { PaletteScope } from './use-palette';
import { Name } from '~/components/name';
import { text } from '~/text';

const words = text.palette;
const typingPauseMs = 150;

interface Props {
  scope: PaletteScope;
  org: string | undefined;
  onClose: () => void;
}

// Pages, organisations, people, groups and actions, by their names.
export default function Palette({ scope, org, onClose }: Props) {
  const title = scope === 'organisations' ? words.organisationsTitle : words.title;
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      yOffset="10vh"
      centered={false}
      classNames={{ body: 'flush' }}
    >
      <Choice scope={scope} org={org} onClose={onClose} />
    </Modal>
  );
}

function Choice({ scope, org, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed.trim(), typingPauseMs);
  const { sections, isSearching } = usePaletteSections(scope, org, typed.trim(), wanted);
  const navigate = useNavigate();
  const store = useCombobox({ opened: true });
  const list = useId();
  const items = sections.flatMap((section) => section.items);
  const names = items.map(({ key }) => key).join();
  useEffect(() => {
    store.selectFirstOption();
    // The store is another one each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [names]);
  const choose = (key: string) => {
    const item = items.find((one) => one.key === key);
    onClose();
    if (item?.to) navigate(item.to, { state: item.asked && { asked: item.asked } });
    item?.act?.();
  };
  return (
    <Combobox store={store} onOptionSubmit={choose} withinPortal={false}>
      <Combobox.EventsTarget>
        <Field
          list={list}
          data-autofocus
          size="md"
          variant="unstyled"
          px="md"
          aria-label={words.search}
          placeholder={scope === 'organisations' ? words.organisationHint : words.hint}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<IconSearch size={18} aria-hidden />}
          rightSection={isSearching && <Loader size="xs" aria-hidden />}
          maxLength={200}
        />
      </Combobox.EventsTarget>
      <Combobox.Options
        id={list}
        p="xs"
        mah="55vh"
        className="ruled-top bounded"
        labelledBy={undefined}
        aria-label={words.results}
      >
        {sections.map(({ label, items: found }) => (
          <Combobox.Group key={label} label={label}>
            {found.map(({ key, icon: Icon, name, detail }) => (
              <Combobox.Option key={key} value={key} className="palette-option">
                <Icon size={16} stroke={1.6} aria-hidden />
                <Text size="sm" span className="breakable">
                  <Name>{name}</Name>
                </Text>
                {detail && (
                  <Text size="xs" c="dimmed" span ml="auto">
                    {detail}
                  </Text>
                )}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
        {items.length === 0 && !isSearching && <Combobox.Empty>{words.nothing}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  );
}

// The list below belongs to the field from the first moment on.
const Field = forwardRef<HTMLInputElement, TextInputProps & { list: string }>(
  ({ list, ...rest }, ref) => (
    <TextInput {...rest} ref={ref} role="combobox" aria-expanded aria-controls={list} />
  ),
);
Field.displayName = 'Field';
