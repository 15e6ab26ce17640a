import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

import { bareNames } from './scripts/bare-names.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'src/api/schema.d.ts'] },
  ...tseslint.configs.strict,
  {
    plugins: { 'react-hooks': hooks, provost: { rules: { 'bare-names': bareNames } } },
    rules: {
      ...hooks.configs.recommended.rules,
      'no-console': 'error',
      'provost/bare-names': 'error',
    },
  },
);
