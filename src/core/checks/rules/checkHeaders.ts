import type { RawArguments } from "../../arguments/cronArguments";
import { limits } from "../../arguments/limits";
import { isJsonObject } from "../../base/json";
import type { Finding, ValuePath } from "../../finding/finding";
import { removeKey, setTo } from "../../finding/fixes";
import { headerRefusal } from "../../server/requests/requestHeaders";
import { shown, specFinding } from "../specFinding";
import { firstMistakes } from "./firstMistakes";

/** What both `fetch` and the Python SDK's HTTP library send unchanged: ASCII without blanks at either end. */
const sentUnchanged = /^$|^[\x21-\x7E](?:[\t\x20-\x7E]*[\x21-\x7E])?$/;

/** Reports headers that can't be sent, or that would break the request. */
export function checkHeaders({ headers }: RawArguments): readonly Finding[] {
  if (!isJsonObject(headers)) return [];
  return firstMistakes(Object.entries(headers), ([name, value]) => {
    const path: ValuePath = ["headers", name];
    return [...checkName(name, path), ...(typeof value === "string" ? checkValue(value, path) : [])];
  });
}

function checkName(name: string, path: ValuePath): readonly Finding[] {
  const args = { name: shown(name) };
  const refusal = name.length > limits.nameLength ? "request.header-name" : headerRefusal(name, "");
  if (refusal === null) return meantForRuns.test(name) ? [specFinding("spec.header-not-kept", path, { args })] : [];
  if (refusal !== "request.header-reserved") return [specFinding("spec.header-name", path, { args })];
  return [specFinding("spec.header-reserved", path, { args, fix: removeKey })];
}

/** Headers meant for the runs: who they act for, and which trace they belong to. */
const meantForRuns = /^(authorization|cookie|baggage|langsmith-trace|traceparent|tracestate)$/i;

function checkValue(value: string, path: ValuePath): readonly Finding[] {
  if (value.length > limits.headerLength) {
    const args = { key: shown(path.join(".")), length: value.length, limit: limits.headerLength };
    return [specFinding("spec.too-long", path, { args })];
  }
  if (sentUnchanged.test(value)) return [];
  const trimmed = value.trim();
  const fix = sentUnchanged.test(trimmed) ? setTo(trimmed) : undefined;
  return [specFinding("spec.header-value", path, { fix })];
}
