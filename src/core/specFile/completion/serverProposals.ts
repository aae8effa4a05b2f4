import type { RawArguments } from "../../arguments/cronArguments";
import { parameterByName } from "../../arguments/parameters";
import type { JsonObject } from "../../base/json";
import { valueAt } from "../../base/valueAt";
import { completionTexts } from "./completionTexts";
import { isFree, keyProposal } from "./keyProposals";
import { type Proposal, valueProposal } from "./proposal";
import { schemaKeys, schemaSkeleton } from "./schemaSkeleton";
import type { SpecPlace } from "./specPlace";
import { isFreeItem } from "./valueProposals";

/** A question about a place in a spec that only a server can answer. */
export type ServerQuestion =
  | { readonly kind: "assistants" }
  | { readonly kind: "threads" }
  | { readonly kind: "nodes"; readonly assistant: string }
  | { readonly kind: "schema"; readonly assistant: string; readonly of: "input" | "config" | "context" };

/** undefined if no server has to be asked, or the spec names no assistant to ask about. */
export function serverQuestion(given: RawArguments, { kind, path }: SpecPlace): ServerQuestion | undefined {
  const [key, ...rest] = path;
  const { assistant_id: assistant } = given;
  if (kind === "value" && rest.length === 0 && key === "assistant_id") return { kind: "assistants" };
  if (kind === "value" && rest.length === 0 && key === "thread_id") return { kind: "threads" };
  if (typeof assistant !== "string" || assistant === "") return undefined;
  const isInNodes = parameterByName(String(key))?.type.kind === "namesOrAll" && rest.length === 1;
  if (kind === "value" && isInNodes) return { kind: "nodes", assistant };
  const isWhole = kind === "value" && rest.length === 0;
  if (key === "input" || key === "context") {
    return isWhole || kind === "key" ? { kind: "schema", assistant, of: key } : undefined;
  }
  const isConfigurable = key === "config" && rest[0] === "configurable";
  return isConfigurable && kind === "key" ? { kind: "schema", assistant, of: "config" } : undefined;
}

/** Nodes that a list of interrupts doesn't name yet. */
export function nodeProposals(
  given: RawArguments,
  { path: [key = "", index] }: SpecPlace,
  nodes: readonly string[],
): readonly Proposal[] {
  const free = nodes.filter((node) => isFreeItem(given[key], Number(index), node));
  return free.map((node) => valueProposal(node));
}

/** Proposes a skeleton for a whole value, or the missing keys inside it. */
export function schemaProposals(given: RawArguments, place: SpecPlace, schema: JsonObject): readonly Proposal[] {
  if (place.kind === "value") {
    const insert = schemaSkeleton(schema);
    const help = completionTexts.skeleton;
    return insert === undefined ? [] : [{ kind: "value", label: "{ … }", insert, filter: "{", help }];
  }
  const [key = ""] = place.path;
  const inSchema = place.path.slice(key === "config" ? 2 : 1);
  const around = valueAt(given, place.path);
  return schemaKeys(schema, inSchema)
    .filter((each) => isFree(around, each.key))
    .map(({ key: name, value, description }) => ({
      ...keyProposal(name, value, place),
      ...(description === undefined ? {} : { detail: description }),
    }));
}
