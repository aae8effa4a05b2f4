import { describe, expect, it } from "vitest";
import { interruptAnswers } from "../../../../../src/core/server/stored/interruptAnswers";

const none = { approve: undefined, reject: undefined, edit: undefined };
const send = { name: "send_mail", args: { to: "a@example.com" } };

describe("The answers to an interrupt", () => {
  it.each([
    ["a text", "Publish?"],
    ["an object of a graph's own", { question: "Publish?" }],
    ["an empty list", []],
    ["a request without actions", { action_requests: [] }],
    ["a list that is only in part of Agent Inbox", [{ action_request: send, config: {} }, "?"]],
  ])("are the graph's own for %s", (_, value) => {
    expect(interruptAnswers(value)).toEqual(none);
  });

  it("decide each action of the middleware", () => {
    const deleted = { name: "delete", arguments: { id: 7 } };
    expect(interruptAnswers({ action_requests: [send, deleted], review_configs: [] })).toEqual({
      approve: { decisions: [{ type: "approve" }, { type: "approve" }] },
      reject: { decisions: [{ type: "reject" }, { type: "reject" }] },
      edit: {
        decisions: [
          { type: "edit", edited_action: { name: "send_mail", args: { to: "a@example.com" } } },
          { type: "edit", edited_action: { name: "delete", args: { id: 7 } } },
        ],
      },
    });
  });

  it("are those that the middleware allows for all actions", () => {
    const review_configs = [{ action_name: "send_mail", allowed_decisions: ["approve", "reject"] }];
    const answers = interruptAnswers({ action_requests: [send], review_configs });
    expect(answers).toEqual({
      approve: { decisions: [{ type: "approve" }] },
      reject: { decisions: [{ type: "reject" }] },
      edit: undefined,
    });
  });

  it.each([
    ["a list", (question: object) => [question]],
    ["one question", (question: object) => question],
  ])("follow Agent Inbox for %s", (_, wrap) => {
    const action_request = { action: "send_mail", args: { to: "a@example.com" } };
    const config = { allow_accept: true, allow_edit: true, allow_ignore: false, allow_respond: true };
    const value = JSON.parse(JSON.stringify(wrap({ action_request, config })));
    expect(interruptAnswers(value)).toEqual({
      approve: [{ type: "accept", args: null }],
      reject: undefined,
      edit: [{ type: "edit", args: action_request }],
    });
  });
});
