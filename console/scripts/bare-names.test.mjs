import { Linter } from 'eslint';
import { expect, test } from 'vitest';

import { bareNames } from './bare-names.mjs';

const languageOptions = { parserOptions: { ecmaFeatures: { jsx: true } } };
const plugins = { provost: { rules: { 'bare-names': bareNames } } };
const rules = { 'provost/bare-names': 'error' };

const faultsIn = (code) =>
  new Linter().verify(code, [{ languageOptions, plugins, rules }]).map(({ message }) => message);

test.each([
  '<p>{member.userName}</p>',
  '<p>{member?.userName ?? id}</p>',
  '<>{isShown && group.displayName}</>',
  '<p>{organisation.name || organisation.id}</p>',
  '<p>{`of ${event.targetDisplay}`}</p>',
  '<Button title={member.userName} />',
  '<Modal title={words.title(group.displayName)} />',
  'toast(words.removed(org.name || org.id))',
  'toast((isOff ? words.suspended : words.resumed)(org.name || org.id))',
])('%s shows a name as it is', (code) => expect(faultsIn(code)).toHaveLength(1));

test.each([
  '<Name>{member.userName}</Name>',
  '<Page title={member.userName} isName />',
  '<Fact name={words.externalId}>{words.externalId}</Fact>',
  '<Input value={member.userName} label={words.userName} />',
  '<p>{member.externalId && words.known}</p>',
  'toast(words.removed(plainName(org.name || org.id)))',
  'save(org.name)',
])('%s shows none', (code) => expect(faultsIn(code)).toEqual([]));
