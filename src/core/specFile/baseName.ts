import type { RawArguments } from "../arguments/cronArguments";
import { isUuid } from "../base/isUuid";
import { plainFileName } from "./specNameOfFile";

/** How a proposed name begins: with the graph, or with `assistant` for one that the cron names by its id. */
export function baseName({ assistant_id: id }: RawArguments, assistant?: string): string {
  const graph = typeof id === "string" && !isUuid(id) ? id : assistant;
  return plainFileName(graph ?? "") || "cron";
}
