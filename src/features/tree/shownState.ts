import * as vscode from "vscode";
import { isFiltering } from "./arrange/cronFilters";
import type { TreeParts } from "./treeParts";
import { type TreeState, treeState } from "./treeState";

/** Which welcome text the tree shows now, if it is empty. */
export function shownState(parts: TreeParts): TreeState {
  const { arrangements, connections, data } = parts;
  const all = connections.all();
  return treeState({
    trusted: vscode.workspace.isTrusted,
    servers: all.map((connection) => data.state(connection)),
    empty: all.every((each) => arrangements.of(each).all === 0 && data.otherThreads(each).length === 0),
    hits: countHits(parts),
    isFiltering: isFiltering(parts.choices.filters),
    hasRows: all.some((connection) => data.hasRows(connection)),
  });
}

/** undefined if nothing is left out, or a server has not told its rows. */
function countHits({ arrangements, choices, connections, data, search }: TreeParts): number | undefined {
  const all = connections.all();
  const crons = all.reduce((sum, each) => sum + arrangements.of(each).shown, 0);
  if (isFiltering(choices.filters)) return all.every((each) => data.hasRows(each)) ? crons : undefined;
  if (!search.isSearching || search.failed.length > 0) return undefined;
  return all.reduce((sum, each) => sum + search.otherThreadIds(each).length, crons);
}
