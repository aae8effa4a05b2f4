import type { Cron } from "../cron";
import { metadataKeys } from "./ownMetadata";

/** What a cron may be called: its spec's name first, then names that some other tool wrote to the metadata. As stored. */
export function givenNames({ metadata }: Pick<Cron, "metadata">): readonly string[] {
  return [metadataKeys.name, "name", "title"].map((key) => metadata[key]).filter((name) => typeof name === "string");
}
