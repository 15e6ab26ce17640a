// The words of the door. `organisation` is its name, or what the address calls it.
export const signIn = {
  title: 'Sign in',
  setupTitle: 'Create your operator account',
  appearance: 'Appearance',
  reasons: {
    ended:
      'Your session has ended: it expired, it was ended elsewhere, or your access was taken away. Sign in again to go on where you were.',
    signedOut: 'You have signed out.',
  },
  operator: {
    lead: 'For operators of this installation.',
    name: 'Name',
    password: 'Password',
    code: 'Code',
    codeLead: 'The six digits that your authenticator app shows now.',
    submit: 'Sign in',
    nameMissing: 'Write your operator name.',
    passwordMissing: 'Write your password.',
    codeMissing: 'Write the six digits of your authenticator app.',
    wrong: 'The name, the password or the code is wrong.',
    codeWrong: 'The code is wrong or was used before. Wait for the next one in your app.',
    tooMany: (seconds: number) =>
      seconds > 90
        ? `Too many attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`
        : `Too many attempts. Try again in ${seconds} seconds.`,
    forgotten: 'Locked out? On the server,',
    forgottenCommand: 'provost operator link',
    forgottenEnd: 'prints a link for a new operator account.',
    other: 'Sign in as an operator of the installation',
  },
  organisation: {
    lead: (organisation: string) => `You sign in with the account that ${organisation} gave you.`,
    submit: 'Sign in with your organisation',
    none: (organisation: string) => `${organisation} has no sign-in here yet`,
    noneLead:
      'The organisation does not exist, or nobody has set up its sign-in. An admin does that under Settings → Identity Access → Sign-in; ask yours, and check that the address is the one they gave you.',
    find: 'Member of an organisation?',
    id: 'Organisation',
    idLead: 'Its short name, as in the address your admin gave you: acme for one.',
    idMissing: 'Write the short name of your organisation.',
    go: 'Continue',
    other: 'Another organisation',
  },
  retry: 'Try again',
  whatToDo: 'What to do',
  errors: {
    not_configured: {
      title: 'Sign-in is not set up',
      detail: 'Your organisation has no sign-in here, or it is turned off.',
      fix: 'Ask an admin of your organisation to set it up under Settings → Identity Access → Sign-in.',
      mayPass: false,
    },
    provider_unreachable: {
      title: 'Your identity provider does not answer',
      detail: 'This server could not reach the provider that signs you in.',
      fix: 'Try again in a minute. If it stays so, tell the operator of this installation: the server has to reach the issuer’s address.',
      mayPass: true,
    },
    provider_refused: {
      title: 'Your identity provider said no',
      detail:
        'It did not let you in: the sign-in was cancelled, or you are not assigned to this app.',
      fix: 'Try again. If it refuses again, ask your IT admin to assign you to the app in the identity provider.',
      mayPass: true,
    },
    invalid_response: {
      title: 'The answer of your identity provider is not valid',
      detail: 'What came back could not be verified, so nobody was signed in.',
      fix: 'Try again. If it happens again, an admin should use “Test sign-in” under Settings → Identity Access: the issuer, client ID or client secret may be wrong.',
      mayPass: true,
    },
    wrong_tenant: {
      title: 'That account belongs to another directory',
      detail:
        'You signed in with an account of a directory (tenant) that is not your organisation’s.',
      fix: 'Sign out of that account at your identity provider, or use a private window, and choose your work account.',
      mayPass: true,
    },
    unknown_person: {
      title: 'You are not provisioned here',
      detail:
        'Your identity provider knows you, but your organisation has not sent your account here.',
      fix: 'Ask your IT admin to assign you to the provisioning app. The account has to arrive with externalId mapped from objectId.',
      mayPass: false,
    },
    ambiguous_person: {
      title: 'More than one person here is you',
      detail: 'Several accounts have the same externalId, so none of them can be chosen.',
      fix: 'Ask an admin to look at Findings: the duplicate externalId is named there. Exactly one account may keep it.',
      mayPass: false,
    },
    inactive: {
      title: 'Your account is inactive',
      detail: 'Your organisation has deactivated it, so it has no access.',
      fix: 'Ask your IT admin to enable the account or to assign you to the app again.',
      mayPass: false,
    },
    service_account: {
      title: 'Service accounts do not sign in',
      detail: 'This account is marked as a service account. Such accounts use API keys.',
      fix: 'If you are a person, ask an admin to mark one of your groups as User (Human) or Admin (Human).',
      mayPass: false,
    },
    no_access: {
      title: 'You have no access',
      detail: 'Your account is active, but no group gives it access and neither does the default.',
      fix: 'Ask an admin of your organisation to put you into a group that is marked under Collaborators → SCIM Groups.',
      mayPass: false,
    },
    organisation_suspended: {
      title: 'Your organisation is suspended',
      detail:
        'The operator of this installation has suspended it: nobody comes in, and nothing changes, until it is resumed.',
      fix: 'Ask an admin of your organisation to talk to the operator of this installation.',
      mayPass: false,
    },
    client_secret_lost: {
      title: 'This server has lost the key to its sign-in',
      detail: 'It cannot read the secret with which it asks your identity provider any more.',
      fix: 'Ask an admin of your organisation, or the operator of this installation, to enter the client secret again under Settings → Identity Access → Sign-in.',
      mayPass: false,
    },
    expired_request: {
      title: 'That sign-in took too long',
      detail: 'It was started too long ago, in another browser, or it was finished already.',
      fix: 'Start again; it takes one click.',
      mayPass: true,
    },
    unknown: {
      title: 'The sign-in failed',
      detail: 'The server gave a reason that this page does not know.',
      fix: 'Try again. If it stays so, tell the operator of this installation.',
      mayPass: true,
    },
  },
  setup: {
    first:
      'You are the first operator of this installation: you create organisations and look after it.',
    invited: 'You were invited as an operator of this installation.',
    expires: 'The link ends',
    name: 'Name',
    nameLead: 'You sign in with it, and the audit trail shows it.',
    nameMissing: 'Write a name.',
    password: 'Password',
    repeat: 'Password again',
    repeatWrong: 'The two passwords differ.',
    tooShort: 'Use at least 12 characters.',
    submit: 'Create account and sign in',
    missing: 'The link is incomplete',
    missingLead: 'The part behind # is missing. Copy the whole link.',
    gone: 'This link does not work any more',
    goneLead: 'It was used already, or its 30 minutes are over. How to get a new one:',
    ways: {
      server: 'On the server, print a new one:',
      operator: 'Or ask another operator: Operators → Invite operator.',
      have: 'If you have an account already, sign in.',
    },
    command: 'provost operator link',
    toSignIn: 'Go to sign-in',
  },
  strength: {
    label: 'Strength',
    short: (missing: number) =>
      missing === 1 ? 'One more character.' : `${missing} more characters.`,
    weak: 'Easy to guess: too few different characters, or a word that everybody tries.',
    fair: 'Good. Longer is stronger: add a word or two.',
    strong: 'Strong.',
  },
};
