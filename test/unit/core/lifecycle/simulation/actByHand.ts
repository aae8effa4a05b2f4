import { nameCron } from "../../../../../src/core/lifecycle/actions/nameCron";
import { pauseCron, resumeCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { type Action, base, specName } from "./history";
import type { ModelProcess } from "./modelProcess";
import type { ModelServer } from "./modelServer";
import type { Truth } from "./truth";

/** What a person, or another tool, does to the first cron that it can be done to. Throws `ServerFailure`. */
export async function actByHand(
  process: ModelProcess,
  kind: Exclude<Action["kind"], "refresh">,
  model: ModelServer,
  truth: Truth,
): Promise<void> {
  const { server } = process;
  const rows = [...model.rows.values()];
  if (kind === "pause") {
    const target = rows.find((row) => row.enabled);
    if (target !== undefined) await pauseCron(server, target.cron_id);
  } else if (kind === "resume") {
    const target = rows.find((row) => !row.enabled && !truth.handmade.has(row.cron_id));
    const others = rows.some((row) => row.enabled);
    if (target !== undefined && !others) await resumeCron(server, target.cron_id, { clock: process.clock });
  } else if (kind === "delete") {
    const [target] = rows;
    if (target !== undefined) await server.deleteCron(target.cron_id);
  } else if (kind === "script") {
    await server.createCron(createRequest(base, { name: null }));
  } else if (kind === "name") {
    const target = rows.find(({ metadata }) => !(metadataKeys.name in metadata || metadataKeys.submission in metadata));
    if (target !== undefined) await nameCron(server, { ...target }, specName, { clock: process.clock });
  } else {
    const target = rows.find((row) => typeof row.metadata[metadataKeys.hash] === "string");
    if (target === undefined) return;
    const body = {
      ...target.payload,
      schedule: "0 * * * *",
      input: { m: "by hand" },
      metadata: target.metadata,
      enabled: false,
    };
    await server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body });
  }
}
