import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";

/** What a person can answer to an interrupt, as values that its graph expects. */
export interface InterruptAnswers {
  /** Undefined if the question doesn't allow it, or we don't know how it would be said. */
  readonly approve: JsonValue | undefined;
  readonly reject: JsonValue | undefined;
  /** A value to start from. */
  readonly edit: JsonValue | undefined;
}

const none: InterruptAnswers = { approve: undefined, reject: undefined, edit: undefined };

/**
 * The answers to an interrupt's value in the two forms that LangChain defines; to any other question the graph alone
 * knows the answers. `HITLRequest` is that of `HumanInTheLoopMiddleware` (langchain 1.0), a list of `HumanInterrupt`
 * that of Agent Inbox (langgraph-prebuilt).
 */
export function interruptAnswers(value: JsonValue): InterruptAnswers {
  if (isJsonObject(value) && Array.isArray(value.action_requests)) return middlewareAnswers(value);
  if (Array.isArray(value) && value.length > 0 && value.every(isInboxQuestion)) return inboxAnswers(value);
  return isInboxQuestion(value) ? inboxAnswers([value]) : none;
}

function middlewareAnswers({ action_requests, review_configs }: JsonObject): InterruptAnswers {
  const actions = Array.isArray(action_requests) ? action_requests.filter(isJsonObject) : [];
  if (actions.length === 0) return none;
  const configs = Array.isArray(review_configs) ? review_configs.filter(isJsonObject) : [];
  const allows = (decision: string) =>
    actions.every(({ name }) => {
      const config = configs.find(({ action_name }) => action_name === name);
      const allowed = config?.allowed_decisions;
      return !Array.isArray(allowed) || allowed.includes(decision);
    });
  const decide = (decision: string, of: (action: JsonObject) => JsonObject) =>
    allows(decision) ? { decisions: actions.map((action) => ({ type: decision, ...of(action) })) } : undefined;
  return {
    approve: decide("approve", () => ({})),
    reject: decide("reject", () => ({})),
    edit: decide("edit", ({ name = null, args, arguments: named }) => ({
      edited_action: { name, args: args ?? named ?? {} },
    })),
  };
}

function isInboxQuestion(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && isJsonObject(value.action_request) && isJsonObject(value.config);
}

function inboxAnswers(questions: readonly JsonObject[]): InterruptAnswers {
  const allows = (key: string) => questions.every(({ config }) => isJsonObject(config) && config[key] === true);
  const answer = (key: string, of: (question: JsonObject) => JsonObject) =>
    allows(key) ? questions.map(of) : undefined;
  return {
    approve: answer("allow_accept", () => ({ type: "accept", args: null })),
    reject: answer("allow_ignore", () => ({ type: "ignore", args: null })),
    edit: answer("allow_edit", ({ action_request }) => ({ type: "edit", args: action_request ?? null })),
  };
}
