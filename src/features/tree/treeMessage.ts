import { isFiltering } from "./arrange/cronFilters";
import type { Arranged } from "./arrangements";
import { filterMessage } from "./filterDialog";
import { searchMessage } from "./searchDialog";
import type { TreeParts } from "./treeParts";

/** What stands above the rows: why some are left out. */
export function treeMessage(parts: TreeParts, assistantName: (id: string) => string): string {
  const { arrangements, choices, connections, search } = parts;
  const connected = connections.all();
  const sum = (count: (arranged: Arranged) => number) =>
    connected.reduce((total, connection) => total + count(arrangements.of(connection)), 0);
  const shown = sum((arranged) => arranged.shown);
  const lines: string[] = [];
  if (search.text !== undefined) {
    const { failed, isComplete } = search;
    const threads = search.countThreads(connected);
    lines.push(searchMessage(search.text, { threads, crons: shown, failed, isComplete }));
  }
  if (isFiltering(choices.filters)) {
    lines.push(filterMessage(choices.filters, { shown, all: sum(({ all }) => all) }, assistantName));
  }
  return lines.join(" ");
}
