import { Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { TotpOff } from './totp-off';
import { TotpSetUp } from './totp-set-up';
import { Panel } from '~/components/panel';
import { profileText } from '~/text/profile';

const words = profileText.totp;

export function Totp({ isOn }: { isOn: boolean }) {
  const [isSettingUp, settingUp] = useDisclosure();
  const [isTurningOff, turningOff] = useDisclosure();
  return (
    <Panel title={words.title} lead={words.lead} state={<State isOn={isOn} />}>
      <Group>
        {isOn ? (
          <Button variant="default" onClick={turningOff.open}>
            {words.turnOff}
          </Button>
        ) : (
          <Button onClick={settingUp.open}>{words.setUp}</Button>
        )}
      </Group>
      <TotpSetUp opened={isSettingUp} onClose={settingUp.close} />
      <TotpOff opened={isTurningOff} onClose={turningOff.close} />
    </Panel>
  );
}

function State({ isOn }: { isOn: boolean }) {
  return (
    <Badge variant="light" color={isOn ? 'teal' : 'gray'} tt="none">
      {isOn ? words.on : words.off}
    </Badge>
  );
}
