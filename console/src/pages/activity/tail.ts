// Rows that come in while somebody reads the page that was there first: above it, or held back so
// that what is read does not move.
export interface Tail<Row> {
  shown: Row[];
  held: Row[];
}

interface Named {
  id: string;
}

export const emptyTail = { shown: [], held: [] };
export const rowsMax = 500;

const has = (rows: Named[], { id }: Named) => rows.some((row) => row.id === id);
const without = <Row extends Named>(rows: Row[], { id }: Named) =>
  rows.filter((row) => row.id !== id);

// A summary comes again as it grows, under the id that it has.
export function arrive<Row extends Named>(
  tail: Tail<Row>,
  page: Row[],
  row: Row,
  isReading: boolean,
): Tail<Row> {
  if (has(tail.shown, row))
    return { ...tail, shown: tail.shown.map((old) => (old.id === row.id ? row : old)) };
  if (has(page, row)) return { ...tail, shown: [...tail.shown, row] };
  const held = [row, ...without(tail.held, row)].slice(0, rowsMax);
  return isReading ? { ...tail, held } : release({ ...tail, held });
}

export function release<Row extends Named>(tail: Tail<Row>): Tail<Row> {
  return { shown: [...tail.held, ...tail.shown].slice(0, rowsMax), held: [] };
}

// The page with what came in above it; what has grown since stands where it stood.
export function above<Row extends Named>(tail: Tail<Row>, page: Row[]): Row[] {
  const grown = new Map(tail.shown.map((row) => [row.id, row]));
  return [
    ...tail.shown.filter((row) => !has(page, row)),
    ...page.map((row) => grown.get(row.id) ?? row),
  ];
}
