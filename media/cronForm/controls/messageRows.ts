import { isJsonObject, type JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import { messageRoles } from "../../../src/core/checks/inputShape";
import { button, element, icon } from "../../shared/dom";
import type { ChangeKind } from "../fieldHistory";
import { type ControlContext, fieldId } from "./control";
import type { InputPart } from "./inputPart";

interface Message {
  readonly role: string;
  readonly content: string;
}

interface Row {
  readonly element: HTMLElement;
  readonly role: HTMLSelectElement;
  readonly content: HTMLTextAreaElement;
  readonly remove: HTMLElement;
}

/** LangGraph's messages: who says it, and what. One empty row stands for none. */
export function createMessageRows(
  context: ControlContext,
  tell: (value: JsonValue | undefined, kind: ChangeKind) => void,
): InputPart {
  const { field, strings } = context;
  const list = element("div", { class: "messageRows" });
  let rows: readonly Row[] = [];

  const messages = (): readonly Message[] =>
    rows.map(({ content, role }) => ({ role: role.value, content: content.value }));

  function report(kind: ChangeKind): void {
    const [first, ...others] = messages();
    const isNone = first === undefined || (others.length === 0 && first.content === "" && first.role === "user");
    tell(isNone ? undefined : messages().map((message) => ({ ...message })), kind);
  }

  function createRow(index: number): Row {
    const names = { number: index + 1 };
    const role = element(
      "select",
      { id: fieldId(field, `role-${index}`), "aria-label": fillMessage(strings.roleOf, names) },
      ...messageRoles.map((each) => element("option", { value: each }, each)),
    );
    const content = element("textarea", {
      id: fieldId(field, `message-${index}`),
      rows: 2,
      placeholder: index === 0 ? strings.messagePlaceholder : undefined,
      "aria-label": fillMessage(strings.messageNumber, names),
    });
    role.addEventListener("change", () => report("stroke"));
    content.addEventListener("input", () => report("typing"));
    const remove = button({ label: "", kind: "link", onPress: () => removeAt(index) });
    remove.setAttribute("aria-label", fillMessage(strings.removeMessage, names));
    remove.append(icon("remove"));
    const holder = element("div", { class: "select" }, role);
    return { element: element("div", { class: "messageRow" }, holder, content, remove), role, content, remove };
  }

  function draw(wanted: readonly Message[]): void {
    const kept = rows.slice(0, wanted.length);
    const added = wanted.slice(kept.length).map((_message, index) => createRow(kept.length + index));
    for (const row of rows.slice(wanted.length)) row.element.remove();
    list.append(...added.map((row) => row.element));
    rows = [...kept, ...added];
    for (const [index, { content, role }] of wanted.entries()) {
      const row = rows[index];
      if (row === undefined) continue;
      if (row.role.value !== role) row.role.value = role;
      if (row.content.value !== content) row.content.value = content;
      row.remove.hidden = wanted.length === 1;
    }
  }

  function removeAt(index: number): void {
    draw(messages().filter((_message, at) => at !== index));
    rows[Math.min(index, rows.length - 1)]?.content.focus();
    report("stroke");
  }

  const add = button({
    label: strings.addMessage,
    kind: "link",
    onPress: () => {
      draw([...messages(), { role: "user", content: "" }]);
      rows.at(-1)?.content.focus();
      report("stroke");
    },
  });
  const empty: readonly Message[] = [{ role: "user", content: "" }];
  draw(empty);
  return {
    element: element("div", { class: "messageBox" }, list, add),
    get target() {
      return rows[0]?.content ?? add;
    },
    show: (value) => {
      const shown = Array.isArray(value) ? value.flatMap((each: JsonValue) => readMessage(each)) : [];
      draw(shown.length === 0 ? empty : shown);
    },
  };
}

function readMessage(value: JsonValue): readonly Message[] {
  if (!isJsonObject(value) || typeof value.role !== "string" || typeof value.content !== "string") return [];
  return [{ role: value.role, content: value.content }];
}
