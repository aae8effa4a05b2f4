import { cp, rm } from "node:fs/promises";
import { buildHostTests } from "./lib/buildHostTests.mjs";
import { inCache, inProject } from "./lib/paths.mjs";

/** Before a debugger starts host tests: compiles them, and makes the workspace that they change. */
const workspace = inCache("debug-workspace");
await rm(workspace, { recursive: true, force: true });
await cp(inProject("sample", "workspace"), workspace, { recursive: true });
await buildHostTests();
