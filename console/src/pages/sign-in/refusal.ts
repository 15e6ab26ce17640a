import { Problem } from '~/api/problem';
import { detailOf } from '~/components/problem-alert';
import { signInText } from '~/text/sign-in';

const words = signInText.operator;

// Why a password or a code was not taken, without telling which part was right.
export function refusalOf(error: unknown, isCodeAsked = false): string {
  if (!(error instanceof Problem)) return detailOf(error);
  if (error.status === 429) return words.tooMany(error.retryAfterSeconds ?? 60);
  if (error.code === 'invalid_credentials') return isCodeAsked ? words.codeWrong : words.wrong;
  return detailOf(error);
}
