import type { NoticeKind } from '~/api/notices';

// What is mailed to Admins and IT contacts.
export const noticesText = {
  lead: 'Emails about problems that need someone to act. Each kind below says when it is emailed.',
  notConfigured: 'Mail is not set up on this server, so no notices are sent.',
  askVendor: 'Ask your vendor to set it up. Findings show the same problems here.',
  howTo: 'Start the server with --smtp-url and --mail-from to send mail.',
  kinds: 'Email about',
  texts: {
    token_expiring: {
      label: 'Secret Token expires',
      detail: '30, 14, 7 and 1 day before the current token stops working.',
    },
    nobody_is_admin: {
      label: 'Nobody is Admin (Human)',
      detail: 'When the last one is gone, or an hour after the first user arrived without one.',
    },
    provider_quiet: {
      label: 'Identity provider is quiet',
      detail: 'When it calls much less often than it usually does. At most one email a day.',
    },
    client_secret_expiring: {
      label: 'Client secret of sign-in expires',
      detail: '30, 14, 7 and 1 day before members can no longer sign in.',
    },
    old_token_used: {
      label: 'Old token is still used',
      detail: 'An hour before a replaced token ends, if requests still arrive with it.',
    },
    provider_failing: {
      label: 'Requests keep failing',
      detail: 'When the same request is refused again and again. At most one email a day.',
    },
  } satisfies Record<NoticeKind, { label: string; detail: string }>,
  people: 'Who gets them',
  peopleLead: 'Active admins, at their email address or user name, and IT contacts with an email.',
  nobody: 'Nobody: there is no Admin (Human) and no IT contact with an email address.',
  columns: { address: 'Email', role: 'Role' },
  roles: { member: 'Admin (Human)', contact: 'IT contact' },
  withoutAddress: (count: number) =>
    count === 1
      ? '1 admin has no email address we can send to.'
      : `${count} admins have no email address we can send to.`,
};
