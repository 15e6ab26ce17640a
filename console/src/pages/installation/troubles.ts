import { bytes, isTight } from './measures';
import type { components } from '~/api/schema';
import { installationText } from '~/text/installation';

type System = components['schemas']['System'];

const words = installationText.system.troubles;
const day = 86_400_000;
// As the warnings of a token begin.
const noticeDays = 30;

// What is wrong with the server, or soon will be. A store that takes no changes is shown apart.
export function troublesOf({ disk, certificate, mail, log }: System, now: number): string[] {
  const left = certificate ? Date.parse(certificate.expires) - now : Infinity;
  return [
    disk && isTight(disk) && words.disk(bytes(disk.freeBytes)),
    left <= 0 && words.certificateExpired,
    left > 0 && left < noticeDays * day && words.certificate(Math.ceil(left / day)),
    mail && !mail.working && words.mail(mail.waiting),
    log.problem && words.log(log.problem),
    log.setAside && words.setAside(log.setAside),
    log.lost > 0 && words.lost(log.lost),
  ].filter((trouble): trouble is string => !!trouble);
}
