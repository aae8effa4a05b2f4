import type { TreeNode } from "../../../platform/app/treeNode";

export type NodeOf<Kind extends TreeNode["kind"]> = Extract<TreeNode, { readonly kind: Kind }>;
