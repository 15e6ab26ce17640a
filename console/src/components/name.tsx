import { Fragment } from 'react';

import { partsOf, visible } from './visible';

// A name that somebody else chose: what it is written in says nothing about the text around it, what
// it hides shows, and a long one breaks where an address does.
export function Name({ children }: { children: string }) {
  return (
    <bdi>
      {visible(children)
        .split(/(?<=[@.])/)
        .map((part, at) => (
          <Fragment key={at}>
            {at > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
    </bdi>
  );
}

interface SentenceProps {
  children: string;
  // Those of the names in it that are known.
  names?: (string | null | undefined)[];
}

// A sentence of the server with names in it.
export function Sentence({ children, names = [] }: SentenceProps) {
  return (
    <>
      {partsOf(children, names).map(({ text, isName }, at) =>
        isName ? <Name key={at}>{text}</Name> : <Fragment key={at}>{visible(text)}</Fragment>,
      )}
    </>
  );
}
