import { Image, SimpleGrid, Text } from '@mantine/core';

import { filledInDark, shadesOf } from '~/colours';
import { Panel } from '~/components/panel';
import { ourProduct } from '~/shell/use-product';
import { text } from '~/text';
import { brandingText } from '~/text/branding';

const words = brandingText;
const ourAccent = '#4263eb';

interface Props {
  name: string;
  accent: string | null;
  logo: string | null;
  support: string;
}

// The sign-in page as it would be, light and dark, whichever the operator has chosen. A picture: its
// buttons are none.
export function BrandingPreview(props: Props) {
  const accent = props.accent ?? ourAccent;
  return (
    <Panel title={words.preview} lead={words.previewLead}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} role="img" aria-label={words.preview}>
        <Door {...props} scheme="light" button={accent} link={accent} />
        <Door {...props} scheme="dark" button={filledInDark(accent)} link={shadesOf(accent)[4]} />
      </SimpleGrid>
    </Panel>
  );
}

interface DoorProps extends Props {
  scheme: 'light' | 'dark';
  button: string;
  link: string;
}

function Door({ name, logo, support, scheme, button, link }: DoorProps) {
  return (
    <div className="brand-preview" data-scheme={scheme}>
      <div className="brand-preview-name">
        <Image src={logo ?? ourProduct.logo} h={24} w="auto" maw={120} fit="contain" alt="" />
        <Text fw={700} className="breakable">
          <bdi>{name}</bdi>
        </Text>
      </div>
      <div className="brand-preview-card">
        <Text fw={600}>{words.previewTitle}</Text>
        <span className="brand-preview-button" style={{ background: button }}>
          {words.previewButton}
        </span>
        <Text size="sm" style={{ color: link }}>
          {words.previewLink}
        </Text>
        {support && (
          <Text size="xs" className="breakable">
            {text.shell.help} <span style={{ color: link }}>{support}</span>
          </Text>
        )}
      </div>
    </div>
  );
}
