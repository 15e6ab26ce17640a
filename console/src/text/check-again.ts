export const checkAgainText = {
  action: 'Check again',
  lastSeen: 'Last seen',
  none: 'no request has come since.',
  some: (count: string, isOne: boolean) =>
    isOne ? '1 request since without it.' : `${count} requests since without it.`,
  seenAgain: 'Seen again',
  gone: 'No longer seen.',
  how: {
    entra: 'To cause one, choose Provisioning → Provision on demand in Entra.',
    okta: 'To cause one, change an assigned person in Okta, or choose Test API Credentials under Provisioning → Integration.',
    other:
      'To cause one, change an assigned person in your identity provider, or test its connection.',
  },
};
