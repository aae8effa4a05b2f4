import type { ExplorerNode } from "../../../platform/explorerNode";

export type NodeOf<Kind extends ExplorerNode["kind"]> = Extract<ExplorerNode, { readonly kind: Kind }>;
