import type { components } from '~/api/schema';

export type Facts = components['schemas']['SetupGuide'];
export type StepName =
  'signIn' | 'app' | 'connect' | 'mapping' | 'scope' | 'start' | 'groups' | 'access';

// What can be tried out comes before what needs people.
export const stepNames: readonly StepName[] = [
  'signIn',
  'app',
  'connect',
  'mapping',
  'scope',
  'start',
  'groups',
  'access',
];

// `marked`: somebody said that it is done, and no request has shown it yet.
export type State = 'confirmed' | 'failing' | 'marked' | 'open';

const areGroupsThere = (facts: Facts) => facts.usersOnly || facts.groupCount > 0;
const isAccessMapped = (facts: Facts) => facts.usersOnly || facts.mappedGroupCount > 0;
const isMappingClean = (facts: Facts) =>
  !facts.externalIdWarning && facts.extraAttributes.length === 0;

// What the identity provider did counts; what was done here only where the step is about that.
const confirmedBy: Record<StepName, (facts: Facts) => boolean> = {
  signIn: (facts) => facts.signInConfigured,
  app: (facts) => !!facts.firstRequest,
  connect: (facts) => facts.scimEnabled && facts.liveTokens > 0 && !!facts.testConnection,
  mapping: (facts) => facts.provisionedUserCount > 0 && isMappingClean(facts),
  scope: (facts) => facts.provisionedUserCount > 0,
  start: (facts) => !!facts.firstUser,
  groups: areGroupsThere,
  access: isAccessMapped,
};

const failingBy: Partial<Record<StepName, (facts: Facts) => boolean>> = {
  connect: (facts) => !!facts.trouble,
  mapping: (facts) => facts.refused.length > 0 || !isMappingClean(facts),
};

export function stateOf(step: StepName, facts: Facts, marked: readonly string[] = []): State {
  if (failingBy[step]?.(facts)) return 'failing';
  if (confirmedBy[step](facts)) return 'confirmed';
  return marked.includes(step) ? 'marked' : 'open';
}

// The step to look at now: what fails, or else the first that is not done. Sign-in can wait.
export function currentStep(facts: Facts, marked: readonly string[] = []): StepName | null {
  const others = stepNames.filter((step) => step !== 'signIn');
  const is = (state: State) => (step: StepName) => stateOf(step, facts, marked) === state;
  return others.find(is('failing')) ?? others.find(is('open')) ?? null;
}

export function isFinished(facts: Facts): boolean {
  return stepNames.every((step) => step === 'signIn' || stateOf(step, facts) === 'confirmed');
}
