import { installPackage } from "../lib/npm.mjs";
import { inCache } from "../lib/paths.mjs";
import { step } from "../lib/say.mjs";
import { isStamped, stamp } from "../lib/stamp.mjs";

const specification = "@langchain/langgraph-sdk@1.15.0";

/** Modules in it can import the SDK. */
export const javaScriptSdkFolder = inCache("javascript-sdk");

/** The official JavaScript SDK, in a folder of its own: with what it needs it is larger than all that we ship. */
export const ensureJavaScriptSdk = async (/** @type {string} */ node) => {
  const file = inCache("javascript-sdk", "stamp");
  if (isStamped(file, specification)) return;
  await step(`The JavaScript SDK (${specification} from npm)`, () =>
    installPackage(node, javaScriptSdkFolder, specification),
  );
  stamp(file, specification);
};
