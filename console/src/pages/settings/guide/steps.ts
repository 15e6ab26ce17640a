import type { components } from '~/api/schema';

export type Facts = components['schemas']['SetupGuide'];
export type StepName =
  'signIn' | 'app' | 'connect' | 'mapping' | 'scope' | 'groups' | 'access' | 'start';

export const stepNames: readonly StepName[] = [
  'signIn',
  'app',
  'connect',
  'mapping',
  'scope',
  'groups',
  'access',
  'start',
];

const isMappingGood = (facts: Facts) =>
  facts.userCount > 0 && !facts.externalIdWarning && facts.extraAttributes.length === 0;
const areGroupsThere = (facts: Facts) => facts.usersOnly || facts.groupCount > 0;
const isAccessMapped = (facts: Facts) => facts.usersOnly || facts.mappedGroupCount > 0;

const doneBy: Record<StepName, (facts: Facts) => boolean> = {
  signIn: (facts) => facts.signInConfigured,
  app: (facts) => !!facts.firstRequest,
  connect: (facts) => facts.scimEnabled && facts.liveTokens > 0 && !!facts.testConnection,
  mapping: isMappingGood,
  scope: (facts) => facts.userCount > 0,
  groups: areGroupsThere,
  access: isAccessMapped,
  start: (facts) => !!facts.firstUser && areGroupsThere(facts) && isAccessMapped(facts),
};

// Whether what a step asks for has been seen.
export function isDone(step: StepName, facts: Facts): boolean {
  return doneBy[step](facts);
}

// The step to look at now: the first that is not done. Sign-in can wait.
export function currentStep(facts: Facts): StepName | null {
  return stepNames.find((step) => step !== 'signIn' && !isDone(step, facts)) ?? null;
}
