const key = 'provost.door';
const operators = 'operators';

// The door that was used last in this browser: the operators', or that of an organisation.
export type LastDoor = { org: string } | 'operators' | null;

export function lastDoor(): LastDoor {
  try {
    const kept = localStorage.getItem(key);
    if (kept === operators) return operators;
    return kept?.startsWith('org:') ? { org: kept.slice(4) } : null;
  } catch {
    return null;
  }
}

export function rememberDoor(door: Exclude<LastDoor, null>) {
  try {
    localStorage.setItem(key, door === operators ? operators : `org:${door.org}`);
  } catch {
    // Without storage they are asked again.
  }
}
