import { largestPage, type Page } from "../agentServer";

export interface PageOptions<Row> {
  readonly idOf: (row: Row) => string;
  /** How many rows are asked for at once. Default: the most that a server returns. */
  readonly size?: number;
  /** By how many rows two pages overlap. Default: 0. */
  readonly overlap?: number;
}

/** Tells the last page of a list by its rows. */
export class PageEnd {
  private readonly seen = new Set<string>();

  /** True also if a full page brings nothing new: a server that ignores `offset` returns the same page forever. */
  isLast(ids: readonly string[], limit: number): boolean {
    const before = this.seen.size;
    for (const id of ids) this.seen.add(id);
    return ids.length < limit || this.seen.size === before;
  }
}

/** Yields a list page by page; a row may be in two pages. `isLast` marks the last page. Throws what `ask` throws. */
export async function* readPages<Row>(
  ask: (page: Page) => Promise<readonly Row[]>,
  { idOf, overlap = 0, size = largestPage }: PageOptions<Row>,
): AsyncGenerator<{ readonly rows: readonly Row[]; readonly isLast: boolean }, void> {
  const end = new PageEnd();
  for (let offset = 0; ; offset += size - overlap) {
    const rows = await ask({ limit: size, offset });
    const isLast = end.isLast(rows.map(idOf), size);
    yield { rows, isLast };
    if (isLast) return;
  }
}

/** All rows of a list, each once. */
export async function readAllPages<Row>(
  ask: (page: Page) => Promise<readonly Row[]>,
  options: PageOptions<Row>,
): Promise<readonly Row[]> {
  const found = new Map<string, Row>();
  for await (const { rows } of readPages(ask, options)) for (const row of rows) found.set(options.idOf(row), row);
  return [...found.values()];
}
