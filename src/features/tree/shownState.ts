import * as vscode from "vscode";
import { isFiltering } from "./arrange/cronFilters";
import type { TreeParts } from "./cronTree";
import { type TreeState, treeState } from "./treeState";

/** Which welcome text the tree shows now, if it is empty. */
export function shownState({ arrangements, choices, connections, data, search }: TreeParts): TreeState {
  const all = connections.all();
  const isReduced =
    (search.isSearching && search.failed.length === 0) ||
    (!search.isSearching && isFiltering(choices.filters) && all.every(isRead));
  function isRead(connection: (typeof all)[number]): boolean {
    return data.asOf(connection) !== undefined;
  }
  const hits = all.reduce((sum, each) => sum + arrangements.of(each).shown + search.otherThreadIds(each).length, 0);
  return treeState({
    trusted: vscode.workspace.isTrusted,
    servers: all.map((connection) => data.state(connection)),
    empty: all.every((each) => arrangements.of(each).all === 0 && data.otherThreads(each).length === 0),
    hits: isReduced ? hits : undefined,
    hasRows: all.some((connection) => data.hasRows(connection)),
  });
}
