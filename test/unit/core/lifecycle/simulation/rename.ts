import { findSameCrons, hasCronNamed, renameCron } from "../../../../../src/core/lifecycle/actions/sameCrons";
import { base, oldName, type RenameAction } from "./history";
import type { ModelProcess } from "./modelProcess";

/** True if the cron of the file that was renamed has its new name now. Throws `ServerFailure`. */
export async function rename({ clock, server }: ModelProcess, { to }: RenameAction): Promise<boolean> {
  const same = (await findSameCrons(server, base, to)).find(({ name }) => name === oldName);
  if (same === undefined || (await hasCronNamed(server, to))) return false;
  return (await renameCron(server, same, to, { clock })).kind === "named";
}
