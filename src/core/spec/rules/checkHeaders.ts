import type { Finding, ValuePath } from "../../finding";
import { isJsonObject } from "../../json";
import { headerRefusal } from "../../server/requestHeaders";
import type { RawArguments } from "../cronArguments";
import { limits } from "../limits";
import { shown, specFinding } from "../specFinding";

/** What both `fetch` and the Python SDK's HTTP library send unchanged: ASCII without blanks at its ends. */
const sentUnchanged = /^$|^[\x21-\x7E](?:[\t\x20-\x7E]*[\x21-\x7E])?$/;

/** Headers that can't be sent, or that would break into the request. */
export function checkHeaders({ headers }: RawArguments): readonly Finding[] {
  if (!isJsonObject(headers)) return [];
  return Object.entries(headers).flatMap(([name, value]) => {
    const path: ValuePath = ["headers", name];
    return [...checkName(name, path), ...(typeof value === "string" ? checkValue(value, path) : [])];
  });
}

function checkName(name: string, path: ValuePath): readonly Finding[] {
  const args = { name: shown(name) };
  const refusal = name.length > limits.nameLength ? "request.header-name" : headerRefusal(name, "");
  if (refusal === null) return [];
  return [
    specFinding(refusal === "request.header-reserved" ? "spec.header-reserved" : "spec.header-name", path, { args }),
  ];
}

function checkValue(value: string, path: ValuePath): readonly Finding[] {
  if (value.length > limits.headerLength) {
    const args = { key: shown(path.join(".")), length: value.length, limit: limits.headerLength };
    return [specFinding("spec.too-long", path, { args })];
  }
  return sentUnchanged.test(value) ? [] : [specFinding("spec.header-value", path)];
}
