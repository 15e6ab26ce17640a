import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

import type { Finding, Stats } from '~/api/stats';
import type { Token } from '~/api/tokens';
import { Time } from '~/components/time';
import { overviewText } from '~/text/overview';

const words = overviewText.cards;
const number = new Intl.NumberFormat('en');

interface Props {
  org: string;
  stats: Stats;
  findings: Finding[];
  tokens: Token[];
}

// The figures somebody looks for first, each a way to where it comes from.
export function Cards({ org, stats, findings, tokens }: Props) {
  const token = tokenFigure(tokens);
  return (
    <SimpleGrid
      cols={{ base: 1, xs: 2, md: 3, lg: 5 }}
      spacing="sm"
      component="section"
      aria-label={words.label}
    >
      <Card
        label={words.contact}
        to={`/o/${org}/log`}
        figure={stats.lastContact ? <Time value={stats.lastContact} /> : words.noContact}
        detail={
          stats.lastWrite && (
            <>
              {words.write} <Time value={stats.lastWrite} />
            </>
          )
        }
      />
      <Card
        label={words.people}
        to={`/o/${org}/members?active=true`}
        figure={number.format(stats.users.active)}
        detail={words.of(number.format(stats.users.total))}
      />
      <Card
        label={words.groups}
        to={`/o/${org}/scim-groups?mapped=true`}
        figure={number.format(stats.groups.mapped)}
        detail={words.of(number.format(stats.groups.total))}
      />
      <Card label={words.token} to={`/o/${org}/identity-access`} {...token} />
      <Card
        label={words.findings}
        to={`/o/${org}/findings`}
        figure={number.format(findings.length)}
        detail={findings[0] ? words.findingsWorst[findings[0].severity] : words.findingsNone}
      />
    </SimpleGrid>
  );
}

interface CardProps {
  label: string;
  to: string;
  figure: ReactNode;
  detail: ReactNode;
}

function Card({ label, to, figure, detail }: CardProps) {
  return (
    <Paper withBorder p="md">
      <Anchor component={Link} to={to} size="sm">
        {label}
      </Anchor>
      <Text size="xl" fw={650} className="number" lh={1.4}>
        {figure}
      </Text>
      <Text size="xs" c="dimmed" mih="1.5em">
        {detail}
      </Text>
    </Paper>
  );
}

// When nothing gets in any more: the last of the tokens that live decides.
export function tokenFigure(tokens: Token[]): Pick<CardProps, 'figure' | 'detail'> {
  const live = tokens.filter((token) => token.live);
  if (live.length === 0) return { figure: words.tokenNone, detail: words.tokenNoneDetail };
  const expiries = live.map(({ expires }) => expires);
  if (expiries.includes(null))
    return { figure: words.tokenForever, detail: words.tokenForeverDetail };
  const last = expiries.reduce((late, other) => ((other ?? '') > (late ?? '') ? other : late));
  return { figure: <Time value={last} />, detail: words.tokenExpires };
}
