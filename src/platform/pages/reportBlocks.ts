import type { JsonValue } from "../../core/base/json";
import type { ReportAction, ReportBlock } from "../../protocol/report";

/** Longer texts are cut on a page; a JSON document or an export has all. */
const longest = 100_000;

export function section(id: string, title: string, blocks: readonly ReportBlock[], folded = false): ReportBlock {
  return { kind: "section", id, title, folded, blocks };
}

export function action(id: string, label: string, style: ReportAction["style"]): ReportAction {
  return { id, label, style };
}

export function json(label: string, value: JsonValue): ReportBlock {
  return { kind: "code", label, tone: "plain", text: cut(JSON.stringify(value, undefined, 2)) };
}

export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
}
