import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from 'react-router-dom';

import { api } from '~/api/client';
import type { MemberExplained } from '~/api/members';
import { useMay } from '~/api/session';
import { ReasonedButton } from '~/components/reasoned-button';
import { useToast } from '~/components/toast';
import { useOrg } from '~/shell/use-org';
import { plainName } from '~/components/visible';
import { peopleText } from '~/text/people';

import { Erase } from './erase';
import { GuardedDialog } from './guarded-dialog';
import { forgetPeople, useScimEnabled } from './use-people';
import { originOf } from './why';

const words = peopleText;

interface Props {
  member: MemberExplained;
}

export function MemberActions({ member }: Props) {
  const mayManage = useMay('manage_members');
  if (!mayManage) return null;
  return (
    <>
      {member.explanation.retained && (
        <Ending
          member={member}
          name={words.member.dismiss}
          said={{
            ...words.dismissal,
            lead: words.dismissal.lead[originOf(member.explanation.retained)],
          }}
          way="/api/v1/orgs/{org}/members/{id}/retained-access"
        />
      )}
      {member.explanation.direct && (
        <Ending
          member={member}
          name={words.member.endDirect}
          said={words.endDirect}
          way="/api/v1/orgs/{org}/members/{id}/direct-access"
        />
      )}
      <Erase id={member.id} name={member.userName} state={member.active ? 'active' : 'inactive'} />
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
        title={words.removal.title(plainName(member.userName))}
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
          toast(words.removal.done(plainName(member.userName)));
        }}
      />
    </>
  );
}

type Way =
  | '/api/v1/orgs/{org}/members/{id}/direct-access'
  | '/api/v1/orgs/{org}/members/{id}/retained-access';

interface EndingProps extends Props {
  name: string;
  said: { title: string; lead: string; override: string; done: string };
  way: Way;
}

// Takes away an access that no group gives.
function Ending({ member, name, said, way }: EndingProps) {
  const org = useOrg();
  const toast = useToast();
  const [isOpen, { open, close }] = useDisclosure();
  const path = { org, id: member.id };
  return (
    <>
      <ReasonedButton variant="default" onClick={open}>
        {name}
      </ReasonedButton>
      <GuardedDialog
        isOpen={isOpen}
        onClose={close}
        title={said.title}
        lead={said.lead}
        confirm={name}
        override={said.override}
        act={(reason) => api.DELETE(way, { params: { path, query: queryOf(reason) } })}
        onDone={() => {
          void forgetPeople(org);
          toast(said.done);
        }}
      />
    </>
  );
}
