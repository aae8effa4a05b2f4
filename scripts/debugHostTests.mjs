import { cp, rm } from "node:fs/promises";
import { buildHostTests } from "./lib/buildHostTests.mjs";
import { inCache, inProject } from "./lib/paths.mjs";

/** Compiles host tests before a debugger starts them, and creates the workspace that they change. */
const workspace = inCache("debug-workspace");
await rm(workspace, { recursive: true, force: true });
await cp(inProject("sample", "workspace"), workspace, { recursive: true });
await buildHostTests();
