import { cronColumns, threadColumns } from "../../../src/core/server/requests/columns";

const pageSize = 1_000;

/** Both lists of a server, by the simplest loop over pages: the peer. */
export async function rawCrawl(url: string): Promise<readonly (readonly unknown[])[]> {
  return Promise.all([
    allPages(`${url}/runs/crons/search`, cronColumns),
    allPages(`${url}/threads/search`, threadColumns),
  ]);
}

async function allPages(url: string, select: readonly string[]): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ limit: pageSize, offset: all.length, select }),
    });
    const page = (await response.json()) as readonly unknown[];
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}
