import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router-dom';

import { api } from '~/api/client';
import type { MemberExplained } from '~/api/members';
import { useMay } from '~/api/session';
import { ReasonedButton } from '~/components/reasoned-button';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { text } from '~/text';

import { GuardedDialog } from './guarded-dialog';
import { forgetPeople, useScimEnabled } from './use-people';

const words = text.people;

interface Props {
  member: MemberExplained;
}

export function MemberActions({ member }: Props) {
  const mayManage = useMay('manage_members');
  if (!mayManage) return null;
  return (
    <>
      {member.explanation.retained && <Dismiss member={member} />}
      {member.explanation.direct && <EndDirect member={member} />}
      <Remove member={member} />
    </>
  );
}

const queryOf = (reason: string) => (reason ? { override: true, reason } : undefined);

function Remove({ member }: Props) {
  const org = useOrg();
  const toast = useToast();
  const navigate = useNavigate();
  const isScimEnabled = useScimEnabled();
  const [isOpen, { open, close }] = useDisclosure();
  const path = { org, id: member.id };
  return (
    <>
      <ReasonedButton
        variant="light"
        color="red"
        onClick={open}
        reason={isScimEnabled && words.members.lockedByScim}
        loading={isScimEnabled === undefined}
      >
        {words.member.remove}
      </ReasonedButton>
      <GuardedDialog
        isOpen={isOpen}
        onClose={close}
        title={words.removal.title(member.userName)}
        lead={words.removal.lead}
        confirm={words.member.remove}
        override={words.removal.override}
        act={(reason) =>
          api.DELETE('/api/v1/orgs/{org}/members/{id}', {
            params: { path, query: queryOf(reason) },
          })
        }
        onDone={() => {
          navigate(`/o/${org}/members`);
          void forgetPeople(org);
          toast(words.removal.done(member.userName));
        }}
      />
    </>
  );
}

function EndDirect({ member }: Props) {
  const org = useOrg();
  const toast = useToast();
  const [isOpen, { open, close }] = useDisclosure();
  const path = { org, id: member.id };
  return (
    <>
      <ReasonedButton variant="default" onClick={open}>
        {words.member.endDirect}
      </ReasonedButton>
      <GuardedDialog
        isOpen={isOpen}
        onClose={close}
        title={words.endDirect.title}
        lead={words.endDirect.lead}
        confirm={words.member.endDirect}
        override={words.endDirect.override}
        act={(reason) =>
          api.DELETE('/api/v1/orgs/{org}/members/{id}/direct-access', {
            params: { path, query: queryOf(reason) },
          })
        }
        onDone={() => {
          void forgetPeople(org);
          toast(words.endDirect.done);
        }}
      />
    </>
  );
}

function Dismiss({ member }: Props) {
  const org = useOrg();
  const toast = useToast();
  const [isOpen, { open, close }] = useDisclosure();
  const path = { org, id: member.id };
  return (
    <>
      <ReasonedButton variant="default" onClick={open}>
        {words.member.dismiss}
      </ReasonedButton>
      <GuardedDialog
        isOpen={isOpen}
        onClose={close}
        title={words.dismissal.title}
        lead={words.dismissal.lead}
        confirm={words.member.dismiss}
        override={words.dismissal.override}
        act={(reason) =>
          api.DELETE('/api/v1/orgs/{org}/members/{id}/retained-access', {
            params: { path, query: queryOf(reason) },
          })
        }
        onDone={() => {
          void forgetPeople(org);
          toast(words.dismissal.done);
        }}
      />
    </>
  );
}
