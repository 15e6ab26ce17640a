import { NavLink as NavItem, Stack, Text } from '@mantine/core';
import { NavLink } from 'react-router-dom';

import { FindingsBadge } from './findings-badge';
import { installationSection, organisationSections, type Section } from './navigation';
import { useSession } from '~/api/session';

export function SideBar({ org }: { org: string | undefined }) {
  const { kind } = useSession();
  const isOperator = kind === 'operator';
  return (
    <Stack gap="md">
      {org &&
        organisationSections.map((section) => (
          <Links key={section.label} section={section} base={`/o/${org}`} />
        ))}
      {isOperator && <Links section={installationSection} base="" />}
    </Stack>
  );
}

function Links({ section, base }: { section: Section; base: string }) {
  const { permissions } = useSession();
  const items = section.items.filter((item) =>
    permissions.some((held) => held === item.permission),
  );
  if (items.length === 0) return null;
  return (
    <Stack gap={2} role="group" aria-label={section.label}>
      {items[0]?.label !== section.label && (
        <Text size="xs" fw={600} c="dimmed" px="sm" aria-hidden>
          {section.label}
        </Text>
      )}
      {items.map(({ path, label, icon: Icon, badge }) => (
        <NavLink
          key={path}
          to={`${base}/${path}`}
          style={{ textDecoration: 'none', color: 'inherit' }}
        >
          {({ isActive }) => (
            <NavItem
              component="span"
              className="nav-link"
              label={label}
              active={isActive}
              leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
              rightSection={badge && <FindingsBadge />}
            />
          )}
        </NavLink>
      ))}
    </Stack>
  );
}
