import { moveCron } from "../../../../../src/core/lifecycle/actions/moveCron";
import type { MoveAction } from "./history";
import { doubtMilliseconds } from "./modelNetwork";
import type { ModelProcess } from "./modelProcess";
import type { ModelServer } from "./modelServer";
import type { World } from "./world";

const assistants = ["6ba7b821-9dad-11d1-80b4-00c04fd430c9", "6ba7b821-9dad-11d1-80b4-00c04fd430ca"] as const;

/** Moves the first cron that is there, as a person does who sees it in the tree. Throws `ServerFailure`. */
export async function move(
  process: ModelProcess,
  { to, cancelAfter }: MoveAction,
  model: ModelServer,
  world: World,
): Promise<void> {
  const { server, journal, clock } = process;
  const [row] = [...model.rows.values()].filter(({ cron_id }) => !process.truth.handmade.has(cron_id));
  if (row === undefined) return;
  process.standsFor = row.cron_id;
  const cancel = cancelAfter === null ? null : new AbortController();
  if (cancelAfter !== null) world.after(cancelAfter, () => cancel?.abort(new Error("cancelled")));
  await moveCron({
    server,
    serverKey: "server",
    journal,
    clock,
    cron: await server.getCron(row.cron_id),
    target: { assistant_id: assistants[to] },
    newSubmission: () => world.uuid(),
    owner: process.title,
    doubtMilliseconds,
    ...(cancel === null ? {} : { signal: cancel.signal }),
    confirm: async () => "no",
  });
}
