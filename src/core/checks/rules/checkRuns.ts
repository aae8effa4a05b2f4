import type { RawArguments } from "../../arguments/cronArguments";
import type { Finding } from "../../finding/finding";
import { removeKey } from "../../finding/fixes";
import { specFinding } from "../specFinding";

/** Reports `checkpoint_during`, replaced by `durability`; the server reads true as "async" and false as "exit". */
export function checkRuns({ checkpoint_during: during, durability }: RawArguments): readonly Finding[] {
  if (typeof during !== "boolean") return [];
  const path = ["checkpoint_during"];
  if (durability !== undefined) {
    return [specFinding("spec.checkpoint-during-ignored", path, { fix: removeKey })];
  }
  const same = during ? "async" : "exit";
  const fix = { kind: "replaceProperty", text: `"durability": "${same}"` } as const;
  return [specFinding("spec.checkpoint-during-deprecated", path, { args: { durability: same }, fix })];
}
