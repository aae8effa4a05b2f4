import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { problemOf } from "./failureOf";

/** `askInfo.ts <url>`: asks a server for its version; prints the failure, if any, and the peak memory. */
const baseUrl = process.argv.at(-1) ?? "";
const server = createAgentServer({ baseUrl, headers: {}, apiKey: undefined, timeoutMilliseconds: 60_000 });
const problem = await problemOf(server.info());
process.stdout.write(JSON.stringify({ problem, megabytes: process.resourceUsage().maxRSS / 1024 }));
