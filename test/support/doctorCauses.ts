import { diagnose } from "../../src/core/doctor/diagnose";
import type { Diagnosis } from "../../src/core/doctor/diagnosis";
import { examine } from "../../src/core/doctor/examine";
import { createAgentServer } from "../../src/core/server/httpAgentServer";
import { ServerClock } from "../../src/core/server/serverClock";
import { ServerLacks } from "../../src/core/server/serverLacks";
import { canaryKey } from "./canary";

/** What the doctor finds on a real server: about one cron, and about the server. */
export async function doctorCauses(
  baseUrl: string,
  cronId: string,
  onLoopback: boolean,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly Diagnosis[]> {
  const [lacks, clock] = [new ServerLacks(), new ServerClock()];
  const options = { baseUrl, headers, apiKey: canaryKey, timeoutMilliseconds: 60_000, lacks, serverClock: clock };
  const server = createAgentServer(options);
  const isAsked = ({ cron_id }: { readonly cron_id: string }) => cron_id === cronId;
  const now = () => Date.now();
  return diagnose(await examine({ server, lacks, clock, dialect: undefined, now, onLoopback, isAsked })).found;
}
