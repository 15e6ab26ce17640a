import { Alert } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useSession } from '~/api/session';
import { Moment } from '~/components/time';
import { text } from '~/text';

const aheadMs = 5 * 60_000;
const words = text.shell.endsSoon;

// Says it while there is time to save.
export function SessionEndsSoon() {
  const { expires } = useSession();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  if (!expires || Date.parse(expires) - now > aheadMs) return null;
  return (
    <Alert color="yellow" role="status" mb="md" py="xs">
      {words.at} <Moment value={expires} />. {words.save}
    </Alert>
  );
}
