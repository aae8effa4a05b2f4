import { isJsonObject } from "../../base/json";
import { managedCron } from "../../server/stored/managedCron";
import { specFinding } from "../specFinding";
import type { Rule } from "./rule";

/** Reports a cron that another product deletes and makes again. */
export const checkManaged: Rule = ({ metadata }) => {
  const managed = metadata !== undefined && isJsonObject(metadata) ? managedCron(metadata) : undefined;
  // What an agent has made, no deploy touches.
  if (managed === undefined || managed.by === "runtime") return [];
  return [specFinding("spec.managed-elsewhere", ["metadata", "mda_managed"])];
};
