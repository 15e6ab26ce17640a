// The words of the pages in front of the console. `organisation` is its name, or what the address calls it.
export const signInText = {
  title: 'Sign in',
  setupTitle: 'Create your operator account',
  reasons: {
    ended:
      'Your session has ended: it expired, was ended elsewhere, or your access was removed. Sign in again to continue where you left off.',
    signedOut: 'You’re signed out.',
  },
  operator: {
    lead: 'For operators of this installation.',
    name: 'Name',
    password: 'Password',
    code: 'Code',
    codeLead: 'The 6-digit code in your authenticator app.',
    submit: 'Sign in',
    nameMissing: 'Enter your operator name.',
    passwordMissing: 'Enter your password.',
    codeMissing: 'Enter the 6-digit code.',
    wrong: 'Wrong name, password or code.',
    codeWrong: 'This code is wrong or has already been used. Wait for the next one in your app.',
    tooMany: (seconds: number) =>
      seconds > 90
        ? `Too many attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`
        : `Too many attempts. Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    forgotten: 'Locked out? On the server, run',
    forgottenCommand: 'provost operator link',
    forgottenEnd: 'to create a link for a new operator account.',
    other: 'Sign in as an operator',
  },
  organisation: {
    lead: (organisation: string) => `Use your ${organisation} account.`,
    submit: 'Sign in with your organisation',
    none: (organisation: string) => `Sign-in isn’t set up for ${organisation}`,
    noneLead:
      'Check that the address is the one you were given. If it is, ask your admin to set up sign-in under Settings → Identity Access → Sign-in.',
    findLead: 'Sign in with your organisation’s account.',
    id: 'Organisation',
    idLead: 'The short name in the address your admin gave you, for example “acme”.',
    idMissing: 'Enter your organisation’s short name.',
    go: 'Continue',
    other: 'Another organisation',
    door: 'Sign in with your organisation',
  },
  retry: 'Try again',
  whatToDo: 'What to do',
  errors: {
    not_configured: {
      title: 'Sign-in isn’t set up',
      detail: 'Sign-in isn’t set up for your organisation, or it’s turned off.',
      fix: 'Ask an admin of your organisation to set it up under Settings → Identity Access → Sign-in.',
      mayPass: false,
    },
    provider_unreachable: {
      title: 'Your identity provider isn’t responding',
      detail: 'This server couldn’t reach the provider that signs you in.',
      fix: 'Try again in a minute. If it keeps happening, tell the operator of this installation that the server can’t reach the issuer’s address.',
      mayPass: true,
    },
    provider_refused: {
      title: 'Your identity provider refused the sign-in',
      detail: 'The sign-in was cancelled, or you aren’t assigned to this app.',
      fix: 'Try again. If it’s refused again, ask your IT admin to assign you to the app in the identity provider.',
      mayPass: true,
    },
    client_refused: {
      title: 'Your organisation’s client secret has expired or is wrong',
      detail:
        'The identity provider no longer accepts the secret that this server signs you in with. You did nothing wrong.',
      fix: 'Ask an admin of your organisation to create a new client secret in the identity provider and enter it under Settings → Identity Access → Sign-in.',
      mayPass: false,
    },
    invalid_response: {
      title: 'The response from your identity provider isn’t valid',
      detail: 'The response couldn’t be verified, so you weren’t signed in.',
      fix: 'Try again. If it happens again, ask an admin to run “Test sign-in settings” under Settings → Identity Access: the issuer, client ID or client secret may be wrong.',
      mayPass: true,
    },
    wrong_tenant: {
      title: 'That account belongs to another directory',
      detail: 'You signed in with an account from another organisation’s directory (tenant).',
      fix: 'Sign out of that account at your identity provider, or open a private window, and choose your work account.',
      mayPass: true,
    },
    unknown_person: {
      title: 'You don’t have an account here',
      detail: 'Your identity provider knows you, but no account here matches yours.',
      fix: 'Ask your IT admin to check that you’re assigned to the provisioning app. They can find this attempt, and how to fix it, in Audit under “Sessions and sign-ins”.',
      mayPass: false,
    },
    ambiguous_person: {
      title: 'Your account isn’t unique here',
      detail: 'More than one account could be yours, so none was chosen.',
      fix: 'Ask an admin to open your member page or Findings, which say what doesn’t match.',
      mayPass: false,
    },
    inactive: {
      title: 'Your account is inactive',
      detail: 'Your organisation has deactivated it.',
      fix: 'Ask your IT admin to enable the account or assign you to the app again.',
      mayPass: false,
    },
    service_account: {
      title: 'Service accounts can’t sign in',
      detail: 'This account is marked as a service account. Service accounts use API keys.',
      fix: 'If you are a person, ask an admin to mark one of your groups as User (Human) or Admin (Human).',
      mayPass: false,
    },
    no_access: {
      title: 'You don’t have access',
      detail: 'Your account is active, but neither your groups nor the default grant access.',
      fix: 'Ask an admin of your organisation to add you to a group that is marked under Collaborators → SCIM Groups.',
      mayPass: false,
    },
    organisation_suspended: {
      title: 'Your organisation is suspended',
      detail:
        'The operator of this installation has suspended it. No one can sign in until it’s resumed.',
      fix: 'Ask an admin of your organisation to contact the operator of this installation.',
      mayPass: false,
    },
    client_secret_lost: {
      title: 'Sign-in needs its client secret again',
      detail:
        'This server can no longer read the client secret because its encryption key is lost.',
      fix: 'Ask an admin of your organisation, or the operator of this installation, to enter the client secret again under Settings → Identity Access → Sign-in.',
      mayPass: false,
    },
    expired_request: {
      title: 'The sign-in expired',
      detail: 'It took too long, was started in another browser, or was already completed.',
      fix: 'Start again.',
      mayPass: true,
    },
    unknown: {
      title: 'The sign-in failed',
      detail: 'Something unexpected went wrong.',
      fix: 'Try again. If it keeps happening, tell the operator of this installation and include the code below.',
      mayPass: true,
    },
  },
  setup: {
    first:
      'You’re the first operator of this installation. Operators create organisations and manage them.',
    invited: 'You’ve been invited as an operator of this installation.',
    expires: 'This link expires',
    name: 'Name',
    nameLead: 'You sign in with this name, and it appears in the audit trail.',
    nameMissing: 'Enter a name.',
    password: 'Password',
    repeat: 'Repeat password',
    repeatWrong: 'The passwords don’t match.',
    tooShort: 'Use at least 12 characters.',
    submit: 'Create account and sign in',
    missing: 'The link is incomplete',
    missingLead: 'The part after # is missing. Copy the whole link.',
    gone: 'This link no longer works',
    goneLead: 'It has been used, or its 30 minutes are over. How to get a new one:',
    ways: {
      server: 'Run this command on the server',
      operator: 'Or ask another operator: Operators → Invite operator.',
      have: 'If you already have an account, sign in.',
    },
    command: 'provost operator link',
    toSignIn: 'Go to sign-in',
  },
  strength: {
    label: 'Strength',
    short: (missing: number) =>
      missing === 1 ? 'Add 1 more character.' : `Add ${missing} more characters.`,
    weak: 'Easy to guess: too few different characters, or a very common word.',
    fair: 'Good. Make it stronger by adding a word or two.',
    strong: 'Strong.',
  },
};
