import type { JsonValue } from "../../../src/core/base/json";
import { type Control, unset, valued } from "./control";

/**
 * The value of a control that always shows one. What the server does anyway, `standard`, is sent only if the form was
 * opened with it. `draw`: shows a value; undefined for none. `drawn`: what it shows now.
 */
export function standardValue(
  standard: JsonValue | undefined,
  draw: (value: JsonValue | undefined) => void,
  drawn: () => JsonValue | undefined,
): Pick<Control, "change" | "read" | "restore" | "show" | "state"> {
  let given: JsonValue | undefined;
  const show = (value: JsonValue | undefined) => {
    given = value;
    draw(value);
  };
  const value = () => {
    const now = drawn();
    return now === standard && given !== standard ? undefined : now;
  };
  show(undefined);
  return {
    read: () => {
      const now = value();
      return now === undefined ? unset : valued(now);
    },
    state: () => value() ?? null,
    restore: (state) => show(state ?? undefined),
    show,
    change: (_path, changed) => show(changed),
  };
}
