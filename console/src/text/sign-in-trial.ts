// A test of the sign-in settings by signing in, in the settings and in its own window.
export const signInTrialText = {
  start: 'Test by signing in',
  pageTitle: 'Sign-in test',
  waiting: 'Waiting for the other window',
  waitingLead:
    'Finish signing in there. The test uses the saved settings, opens no session and changes nothing.',
  redirect:
    'Does your identity provider show an error about the redirect URI (Entra: AADSTS50011)? Then register this one:',
  blocked: 'Your browser blocked the window.',
  open: 'Open the sign-in page',
  over: 'This test is over',
  overLead: 'It was used, expired or belongs to another session. Start a new one in the settings.',
  close: 'You can close this window. The settings page shows the same result.',
  who: 'Who came back',
  name: 'Name',
  userName: 'User name',
  email: 'Email',
  objectId: 'Object ID',
  subject: 'Subject',
  notSent: 'Not sent',
  member: 'Matching member',
  namesake: 'Member with this user name',
  nobody: 'None',
  externalId: 'Their externalId',
  empty: 'None',
  foundBy: {
    binding: 'This account has signed in as this member before.',
    externalId: 'The object ID is this member’s externalId.',
    userName: 'The user name matches, and the member has no externalId.',
  },
  outcomes: {
    let_in: { title: 'Signing in works', fix: '' },
    client_refused: {
      title: 'The client secret is wrong or has expired',
      fix: 'Create a new client secret in the app registration, save it here and test again.',
    },
    cancelled: {
      title: 'The sign-in was cancelled',
      fix: 'Test again and finish signing in at your identity provider.',
    },
    not_assigned: {
      title: 'This account isn’t assigned to the app',
      fix: 'Assign it to the app in your identity provider, or test with an account that is.',
    },
    provider_refused: {
      title: 'Your identity provider refused the sign-in',
      fix: 'The sign-in was cancelled, or the account isn’t assigned to the app. The provider’s sign-in log says which.',
    },
    provider_unreachable: {
      title: 'Your identity provider isn’t responding',
      fix: 'Check the issuer, then test again.',
    },
    invalid_response: {
      title: 'The response isn’t valid',
      fix: 'Check the issuer and the client ID, then test again.',
    },
    wrong_tenant: {
      title: 'The account belongs to another tenant',
      fix: 'Test with an account of the issuer’s tenant, or correct the issuer.',
    },
    unknown_person: {
      title: 'No member matches this account',
      fix: 'No externalId equals the object ID. Assign the person to the provisioning app.',
    },
    ambiguous_person: {
      title: 'It isn’t clear which member this is',
      fix: 'Several members have this object ID, or the account or the member is bound to another.',
    },
    inactive: {
      title: 'The member is inactive',
      fix: 'Assign the person to the provisioning app again, or test with another account.',
    },
    service_account: {
      title: 'The member is a service account',
      fix: 'Service accounts use API keys. Map one of the person’s groups to Human.',
    },
    no_access: {
      title: 'The member has no access',
      fix: 'Add the person to a mapped group, or change the default access.',
    },
    organisation_suspended: {
      title: 'The organisation is suspended',
      fix: 'Everything else works. Nobody can sign in until the operator resumes it.',
    },
    client_secret_lost: {
      title: 'The client secret has to be entered again',
      fix: 'Save the client secret again, then test again.',
    },
    other: { title: 'The sign-in didn’t work', fix: 'Check the settings, then test again.' },
  },
  mismatch:
    'The member with this user name has another externalId than the token’s object ID. Map objectId to externalId in the provisioning app.',
};
