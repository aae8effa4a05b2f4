import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import { requestTimeout } from "./connections/requestTimeout";

/** Longer than the longest request of this window. */
export function ownDoubt(): number {
  return doubtAfter(requestTimeout());
}
