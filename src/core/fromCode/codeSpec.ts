import type { RawArguments } from "../arguments/cronArguments";
import { isJsonObject, type JsonObject } from "../base/json";
import { checkName } from "../checks/checkName";
import { standardDialect } from "../schedule/scheduleDialect";
import { givenNames } from "../server/stored/givenNames";
import { withoutOwnKeys } from "../server/stored/ownMetadata";
import { type ExportedText, exportedText } from "../specFile/exportedText";
import { freeName, proposeName } from "../specFile/proposeName";
import { plainFileName, specNameOfFile } from "../specFile/specNameOfFile";
import type { CodeCall } from "./codeCalls";

/** A spec for what a call creates. */
export interface CodeSpec {
  readonly name: string;
  readonly spec: JsonObject;
}

/**
 * The spec of a call's cron. It is called as its metadata calls it, a schedule of Managed Deep Agents as its file
 * (`fileName`, without folders), and any other by what runs and how often. The name is none of `taken`.
 */
export function codeSpec(
  args: RawArguments,
  {
    fileName,
    kind,
    taken,
  }: Pick<CodeCall, "kind"> & { readonly fileName: string; readonly taken: ReadonlySet<string> },
): CodeSpec {
  const { metadata, ...others } = args;
  const given = isJsonObject(metadata) ? givenNames({ metadata }) : [];
  const stem = specNameOfFile(fileName.replace(/\.\w+$/, ".json"));
  const called = (kind === "schedule" ? [...given, stem] : given).find(isUsable);
  const name = called === undefined ? proposeName(args, { dialect: standardDialect, taken }) : freeName(called, taken);
  if (!isJsonObject(metadata)) return { name, spec: args };
  const kept = withoutOwnKeys(metadata);
  const isLeft = Object.keys(kept).length === 0 && Object.keys(metadata).length > 0;
  return { name, spec: isLeft ? others : { ...args, metadata: kept } };
}

/** The text of a new file for it, without secrets. `taken`: as for `exportedText`. */
export function codeSpecText({ name, spec }: CodeSpec, fileSpecName: string, taken?: Set<string>): ExportedText {
  return exportedText(spec, { cron: { metadata: {} }, name, fileSpecName }, taken);
}

function isUsable(name: string): boolean {
  return checkName(name).length === 0 && plainFileName(name) !== "";
}
