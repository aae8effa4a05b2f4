import type { RawArguments } from "../../arguments/cronArguments";
import { parameterByName } from "../../arguments/parameters";
import { isJsonObject } from "../../base/json";
import type { Finding } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { ownMetadataPrefix } from "../../server/stored/ownMetadata";
import { specFinding } from "../specFinding";
import { firstMistakes } from "./firstMistakes";

/** Checks that there is an input, and that no metadata key is ours. */
export function checkInput(spec: RawArguments): readonly Finding[] {
  return [...checkPresence(spec), ...checkMetadata(spec)];
}

/** An empty object suits a graph that needs no input; the assistant's schema shows that (`checkOnServer`). */
function checkPresence(spec: RawArguments): readonly Finding[] {
  const fix = setTo(parameterByName("input")?.example);
  if (!Object.hasOwn(spec, "input")) return [specFinding("spec.input-missing", ["input"], { fix })];
  const isEmptyList = Array.isArray(spec.input) && spec.input.length === 0;
  return isEmptyList ? [specFinding("spec.input-empty", ["input"], { fix: setTo({}) })] : [];
}

function checkMetadata({ metadata }: RawArguments): readonly Finding[] {
  if (!isJsonObject(metadata)) return [];
  return firstMistakes(Object.keys(metadata), (key) =>
    key.startsWith(ownMetadataPrefix) ? [specFinding("spec.own-metadata", ["metadata", key], { fix: removeKey })] : [],
  );
}
