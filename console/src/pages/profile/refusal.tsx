import { Alert } from '@mantine/core';

import { Problem } from '~/api/problem';
import { refusalOf } from '~/pages/sign-in/refusal';

// Why a password or a code was not taken: `wrong` when it is just that.
export function Refusal({ error, wrong }: { error: unknown; wrong: string }) {
  if (!error) return null;
  const isWrong = error instanceof Problem && error.code === 'invalid_credentials';
  return (
    <Alert color="red" role="alert">
      {isWrong ? wrong : refusalOf(error)}
    </Alert>
  );
}
