import { bundleProgram } from "./lib/bundleProgram.mjs";

/** `node scripts/runTypeScript.mjs <file.ts>`: runs a program of this project that is written in TypeScript. */
await import(await bundleProgram(process.argv[2] ?? ""));
