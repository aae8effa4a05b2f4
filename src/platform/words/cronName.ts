import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/server/stored/ownMetadata";
import { plainText } from "./plainText";

/** What people call a cron: its spec's name, or one that some other tool gave it in the metadata. */
export function cronName(cron: Cron): string | undefined {
  return [metadataKeys.name, "name", "title"]
    .map((key) => cron.metadata[key])
    .filter((name) => typeof name === "string")
    .map((name) => plainText(name))
    .find((name) => name !== "");
}
