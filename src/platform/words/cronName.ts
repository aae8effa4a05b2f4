import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/server/stored/ownMetadata";
import { plainText } from "./plainText";

/** The name that people know: its spec's name, or a name that some other tool wrote to the metadata. */
export function cronName(cron: Cron): string | undefined {
  return [metadataKeys.name, "name", "title"]
    .map((key) => cron.metadata[key])
    .filter((name) => typeof name === "string")
    .map((name) => plainText(name))
    .find((name) => name !== "");
}
