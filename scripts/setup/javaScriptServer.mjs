import { ensurePackage } from "../lib/ensurePackage.mjs";
import { inCache } from "../lib/paths.mjs";

const specification = "@langchain/langgraph-api@1.5.1";

/** Modules in it can import the server, and what graphs are made of. */
export const javaScriptServerFolder = inCache("javascript-server");

/** The JavaScript development server, which `langgraphjs dev` starts. It has no crons. */
export const ensureJavaScriptServer = (/** @type {string} */ node) =>
  ensurePackage(node, { title: "The JavaScript development server", folder: javaScriptServerFolder, specification });
