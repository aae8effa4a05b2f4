import type { Connections } from "../../platform/servers/connections/connections";
import type { Arrangements } from "./arrangements";
import type { RowPages } from "./rowPages";
import type { TreeChoices } from "./treeChoices";
import type { TreeData } from "./treeData";
import type { TreeSearch } from "./treeSearch";

/** What the rows are made of. */
export interface TreeParts {
  readonly connections: Connections;
  readonly data: TreeData;
  readonly search: TreeSearch;
  readonly choices: TreeChoices;
  readonly arrangements: Arrangements;
  readonly pages: RowPages;
}
