import { expect, test } from "vitest";
import { commandOf } from "../../../scripts/action/commandOf.mjs";
import { readArguments, readCommandName } from "../../../src/cli/readArguments";

const inputs = { COMMENT: "true", PATHS: ".", ENVIRONMENT: "", URL: "", API_KEY_ENV: "", OPTIONS: "", OUT: "" };

test.each([
  [{ COMMAND: "check" }, ["check", "--format=github", "--", "."]],
  [
    { COMMAND: "check", ENVIRONMENT: "staging", API_KEY_ENV: "KEY", PATHS: "a\r\n  b c \n\n" },
    ["check", "--format=github", "--env=staging", "--", "a", "b c"],
  ],
  [
    { COMMAND: "plan", ENVIRONMENT: "staging", API_KEY_ENV: "KEY", OUT: "plan.json", PATHS: "" },
    ["plan", "--format=github", "--env=staging", "--api-key-env=KEY", "--comment", "--out=plan.json", "--", "."],
  ],
  [
    { COMMAND: "apply", URL: "https://x", OPTIONS: "--concurrency=2\n", PATHS: "--yes" },
    ["apply", "--format=github", "--url=https://x", "--yes", "--concurrency=2", "--", "--yes"],
  ],
])("the inputs %j are %j", (given, args) => {
  expect(commandOf({ ...inputs, ...given })).toEqual(args);
  const [name = "", ...rest] = args;
  expect(() => readArguments(readCommandName(name), rest)).not.toThrow();
});

test.each([
  [{ COMMAND: "submit" }, "“command” is check, plan, apply, not “submit”"],
  [{ COMMAND: "plan", COMMENT: "yes" }, "“comment” is true or false, not “yes”"],
])("%j is refused", (given, message) => {
  expect(() => commandOf({ ...inputs, ...given })).toThrow(message);
});
