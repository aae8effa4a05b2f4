import { fillMessage } from "../../src/core/base/message";
import type { FieldFix } from "../../src/protocol/fieldFix";
import type { FieldMessage } from "../../src/protocol/fieldMessage";
import type { FormStrings } from "../../src/protocol/formStrings";
import { button, element, icon } from "../shared/dom";
import type { Reading, TextPlace } from "./controls/control";

/** Longer texts are not repeated next to their message. */
const longestExcerpt = 200;

interface MessageContext {
  readonly strings: FormStrings;
  readonly reading: Reading;
  /** Where the message's value is in the typed text. */
  readonly place: TextPlace | null;
  readonly onFix: (fix: FieldFix) => void;
}

const icons = { error: "error", warning: "warning", info: "info", hint: "info" } as const;

/** One finding at its field: an icon, the message, the affected part, and a button for each fix. */
export function messageElement(message: FieldMessage, context: MessageContext): HTMLElement {
  const { severity, fixes = [] } = message;
  const { strings, place } = context;
  const name = { error: strings.error, warning: strings.warning, info: strings.info, hint: strings.info }[severity];
  const text =
    place === null
      ? message.message
      : fillMessage(strings.jsonTrouble, { line: place.line, column: place.column, reason: message.message });
  const excerpt = excerptOf(message, context);
  return element(
    "li",
    { class: `message ${severity}` },
    icon(icons[severity]),
    element("span", { class: "messageText" }, element("span", { class: "spoken" }, `${name}: `), text),
    ...(excerpt === null ? [] : [excerpt]),
    ...fixes.map((fix) => button({ label: fix.label, kind: "link", onPress: () => context.onFix(fix) })),
  );
}

/** The typed text with the affected part marked, as `0 9 * * 8` with the 8. */
function excerptOf({ span, path }: FieldMessage, { reading, strings }: MessageContext): HTMLElement | null {
  const whole = reading.kind === "value" && typeof reading.value === "string" ? reading.value : "";
  if (span === undefined || path.length !== 1 || whole.length > longestExcerpt) {
    return null;
  }
  const meant = whole.slice(span.start, span.end);
  return meant.trim() === "" || meant === whole
    ? null
    : element(
        "code",
        { class: "excerpt", role: "img", "aria-label": fillMessage(strings.meant, { text: meant, whole }) },
        whole.slice(0, span.start),
        element("mark", {}, meant),
        whole.slice(span.end),
      );
}
