import { type RestoreOutcome, restoreCron } from "../../../../../src/core/lifecycle/actions/restoreCron";
import type { Cron } from "../../../../../src/core/server/cron";
import type { RestoreAction } from "./history";
import { doubtMilliseconds } from "./modelNetwork";
import type { ModelProcess } from "./modelProcess";
import type { World } from "./world";

/** Makes a cron again, as a window does that has seen its deletion. Throws `ServerFailure`. */
export function restore(
  process: ModelProcess,
  { cancelAfter }: RestoreAction,
  cron: Cron,
  world: World,
): Promise<RestoreOutcome> {
  const { server, journal, clock } = process;
  process.standsFor = cron.cron_id;
  const cancel = cancelAfter === null ? null : new AbortController();
  if (cancelAfter !== null) world.after(cancelAfter, () => cancel?.abort(new Error("cancelled")));
  return restoreCron({
    server,
    serverKey: "server",
    journal,
    clock,
    cron,
    wasThere: () => false,
    newSubmission: () => world.uuid(),
    owner: process.title,
    doubtMilliseconds,
    ...(cancel === null ? {} : { signal: cancel.signal }),
    confirm: async ({ kind }) => (kind === "unsafeServer" ? "yes" : "no"),
  });
}
