import { visible } from './visible';

// A name that somebody else chose: what it is written in says nothing about the text around it, and
// what it hides shows.
export function Name({ children }: { children: string }) {
  return <bdi>{visible(children)}</bdi>;
}
