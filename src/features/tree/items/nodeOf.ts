import type { ExplorerNode } from "../../../platform/app/treeNode";

export type NodeOf<Kind extends ExplorerNode["kind"]> = Extract<ExplorerNode, { readonly kind: Kind }>;
