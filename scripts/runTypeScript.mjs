import { bundleProgram } from "./lib/bundleProgram.mjs";

/** `node scripts/runTypeScript.mjs <file.ts>`: runs a TypeScript program of this project. */
await import(await bundleProgram(process.argv[2] ?? ""));
