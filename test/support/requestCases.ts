import fc from "fast-check";
import type { CronArguments, RawArguments } from "../../src/core/arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../src/core/base/json";
import { placeholdersOf, resolvePlaceholders } from "../../src/core/checks/resolvePlaceholders";
import type { RequestTarget } from "../../src/core/requestText/exactRequest";
import { secretTexts } from "../../src/core/specFile/withoutSecrets";
import { hostileTexts } from "../fixtures/hostileTexts";
import { argumentSets } from "./argumentSets";

/** A cron's arguments, and the variables with which the text of its request means just these. */
export interface RequestCase {
  readonly args: CronArguments;
  readonly name: string | null;
  readonly target: Omit<RequestTarget, "baseUrl">;
  /** The arguments with the values of their placeholders. */
  readonly resolved: CronArguments;
  readonly key: string | undefined;
  /** Of the connection. */
  readonly headers: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
}

/** What shells, Python, JavaScript, curl and HTTP clients read in their own way. */
const special = [
  "'",
  '"',
  "\\",
  "`id`",
  "$HOME",
  "$(id)",
  "$$",
  "!!",
  "!x\\!",
  'it\'s "quoted" \\ here',
  "a\nJSON\nb",
  "\n",
  "\\n",
  "{{name}}",
  "{% x %}",
  "{0} %s %(a)s {a}",
  "\u0000\u0001\u001b",
  "</script>",
  "@file",
  "-d",
  "ümläut 🙂 \u200d",
  "#",
];

const text = fc.oneof(
  fc.constantFrom(...special, ...hostileTexts.filter(({ length }) => length < 1000)),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(-0, 2 ** 53, 2 ** 63, -1e19, 1e20, 1e21));
const object = fc
  .dictionary(text, value, { maxKeys: 4 })
  .map((entries) => JSON.parse(JSON.stringify(entries)) as JsonObject);

const token = "a1".repeat(20);
const placeholder = fc.constantFrom(..."${env:A} ${env:B} ${secret:A} ${secret:C}".split(" "));
/** No command takes a zero byte, and no server a value with one. */
const filled = fc.tuple(text, placeholder, text).map((parts) => parts.join("").replaceAll("\0", ""));
const filledHeader = fc
  .tuple(fc.constantFrom("", "Bearer ", "$x `y` \"z\" '!' \\"), placeholder)
  .map((parts) => parts.join(""));

/** Each overrides what `argumentSets` has, in some of the cases. */
const extras = fc.record(
  {
    schedule: text,
    assistant_id: text,
    input: object,
    config: fc.oneof(object, fc.constant({ configurable: { api_key: token, "it's": "fine" } })),
    interrupt_before: fc.array(text, { maxLength: 3 }),
    webhook: fc.constantFrom("https://a.test/${env:A}/x", `https://a.test/?token=${token}`),
    metadata: fc.dictionary(text, fc.oneof(filled, object, fc.constant({ api_token: token })), { maxKeys: 3 }),
    headers: fc.record(
      {
        "x-a": filledHeader,
        "x-empty": fc.constant(""),
        authorization: fc.constant("Basic abc"),
        "x-'q": filledHeader,
      },
      { requiredKeys: [] },
    ),
    params: fc.dictionary(
      text.filter((name) => name !== ""),
      fc.oneof(filled, text, fc.array(fc.oneof(filled, text, fc.integer()), { maxLength: 3 })),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/**
 * A quotation mark or backslash would have to be escaped in the bodies of curl and HTTP, and a header takes ASCII.
 * Other names come from hostile texts.
 */
const valueFor = (kind: "env" | "secret", name: string) => `${kind} ${name} $A 'a' !1 \`b\` & c=d#e`;

export const requestCases: fc.Arbitrary<RequestCase> = fc
  .record({
    set: argumentSets,
    extra: extras,
    thread_id: fc.option(fc.uuid()),
    name: fc.option(text),
    hasKey: fc.boolean(),
    hasHeader: fc.boolean(),
  })
  .map(({ set, extra, thread_id, name, hasKey, hasHeader }) => {
    const { on_run_completed, ...rest } = { ...set, ...extra, thread_id };
    const kept = thread_id === null && on_run_completed !== undefined ? { on_run_completed } : {};
    const args = JSON.parse(JSON.stringify({ ...rest, ...kept })) as CronArguments;
    return caseOf(args, name, hasKey, hasHeader);
  });

/** A text of a megabyte with all that is special, and values as deep as a spec can be. */
export const largeCases: readonly RequestCase[] = [
  { input: { text: special.join(" ").repeat(6000) } },
  { input: nested(230), config: { deep: [nested(180)] } },
].map((given) =>
  caseOf({ thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", ...given }, "large", true, false),
);

function nested(depth: number): JsonObject {
  return depth === 0 ? {} : { it: nested(depth - 1) };
}

function caseOf(args: CronArguments, name: string | null, hasKey: boolean, hasHeader: boolean): RequestCase {
  const raw: JsonObject & RawArguments = { ...args };
  const used = placeholdersOf(raw);
  const isInEnv = (of: string) => used.some((each) => each.kind === "env" && each.name === of);
  const variables = [
    ...used.map(({ kind, name: of }) => [kind === "secret" && isInEnv(of) ? `SECRET_${of}` : of, valueFor(kind, of)]),
    ...secretTexts(raw, name ?? "cron").map(({ path, variable }) => [variable, at(raw, path)]),
    ["LANGGRAPH_API_KEY", "key-$1"],
    ["LANGGRAPH_X_TENANT", "tenant '1'"],
  ];
  return {
    args,
    name,
    target: { keyVariable: hasKey ? "LANGGRAPH_API_KEY" : null, headerNames: hasHeader ? ["x-tenant"] : [] },
    resolved: resolvePlaceholders(raw, ({ kind, name: of }) => valueFor(kind, of))
      .arguments as unknown as CronArguments,
    key: hasKey ? "key-$1" : undefined,
    headers: hasHeader ? { "x-tenant": "tenant '1'" } : {},
    variables: Object.fromEntries(variables),
  };
}

function at(value: JsonValue, path: readonly (string | number)[]): string {
  return String(path.reduce<unknown>((found, step) => (found as Record<string | number, unknown>)[step], value));
}
