import { join } from "node:path";
import { installPackage } from "./npm.mjs";
import { step } from "./say.mjs";
import { isStamped, stamp } from "./stamp.mjs";

/**
 * Installs one exact package into a folder of its own, unless it is there: with what it needs it is larger than all that we
 * ship. Modules in that folder can import it.
 * @param {string} node
 * @param {{ readonly title: string, readonly folder: string, readonly specification: string }} wanted
 */
export const ensurePackage = async (node, { folder, specification, title }) => {
  const file = join(folder, "stamp");
  if (isStamped(file, specification)) return;
  await step(`${title} (${specification} from npm)`, () => installPackage(node, folder, specification));
  stamp(file, specification);
};
