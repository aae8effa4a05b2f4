import { readFileSync } from "node:fs";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { problemOf } from "./failureOf";

/** `askInfo.ts <url>`: asks a server for its version; prints the failure, if any, and the peak memory. */

/** On Linux `maxRSS` begins with what the parent had when it started this process; this file has the program's own. */
const peakKilobytes = () =>
  process.platform === "linux"
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1])
    : process.resourceUsage().maxRSS;

const baseUrl = process.argv.at(-1) ?? "";
const server = createAgentServer({ baseUrl, headers: {}, apiKey: undefined, timeoutMilliseconds: 60_000 });
const problem = await problemOf(server.info());
process.stdout.write(JSON.stringify({ problem, megabytes: peakKilobytes() / 1024 }));
