import { ensurePackage } from "../lib/ensurePackage.mjs";
import { inCache } from "../lib/paths.mjs";

const specification = "@langchain/langgraph-sdk@1.15.0";

/** Modules in it can import the SDK. */
export const javaScriptSdkFolder = inCache("javascript-sdk");

/** The official JavaScript SDK. */
export const ensureJavaScriptSdk = (/** @type {string} */ node) =>
  ensurePackage(node, { title: "The JavaScript SDK", folder: javaScriptSdkFolder, specification });
