import { bundleProgram } from "./bundleProgram.mjs";

/** `benchProcess.mjs <file>`, forked by `bench.mjs`: runs one bench and sends its results. */
const [file = ""] = process.argv.slice(2);
const { run } = await import(await bundleProgram(`test/bench/${file}`));
process.send?.(await run(), () => process.exit(0));
