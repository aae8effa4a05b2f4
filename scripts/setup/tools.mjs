import { ensureDependencies } from "./dependencies.mjs";
import { ensureNode } from "./node.mjs";

/** What every task needs: the Node for the tools, and the npm packages. Returns that Node's path. */
export const ensureTools = async () => {
  const node = await ensureNode();
  await ensureDependencies(node);
  return node;
};
