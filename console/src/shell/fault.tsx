import { Container } from '@mantine/core';
import { useRouteError } from 'react-router-dom';

import { ProblemAlert } from '~/components/problem-alert';

// What is shown instead of a page that broke.
export function Fault() {
  return (
    <Container py="xl">
      <ProblemAlert error={useRouteError()} onRetry={() => window.location.reload()} />
    </Container>
  );
}
