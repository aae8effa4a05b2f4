import type { Uri } from "vscode";
import { specNameOfFile } from "../../core/specFile/specNameOfFile";

/** The name that a spec without one has in this file. */
export function defaultSpecName({ path }: Uri): string {
  return specNameOfFile(path.slice(path.lastIndexOf("/") + 1));
}
