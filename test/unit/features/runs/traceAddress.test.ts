import { expect, test } from "vitest";
import { traceAddress } from "../../../../src/features/runs/traceAddress";

const project = "https://smith.langchain.com/o/1/projects/p/2";

test.each<[string, Readonly<Record<string, unknown>>, string | null, string | null]>([
  ["by the project's name", { reports: `${project}/r/{run_id}` }, "reports", `${project}/r/r1`],
  ["by its thread", { reports: `${project}/t/{thread_id}` }, "reports", `${project}/t/t1`],
  ["of all others", { "*": "https://traces.test/{project}/{run_id}" }, "a b/c", "https://traces.test/a%20b%2Fc/r1"],
  [
    "of a run without a project",
    { "*": "http://localhost:3000/trace/{run_id}" },
    null,
    "http://localhost:3000/trace/r1",
  ],
  [
    "by the name before all others",
    { reports: "https://one.test/", "*": "https://other.test/" },
    "reports",
    "https://one.test/",
  ],
  ["nowhere, where nobody said", {}, "reports", null],
  ["nowhere, for another project", { reports: project }, "imports", null],
  ["nowhere, by a name that every object has", {}, "constructor", null],
  ["nowhere, for what is no text", { reports: 7 }, "reports", null],
  ["nowhere, for what is no address", { reports: "{run_id}" }, "reports", null],
  ["nowhere, for another kind of address", { reports: "file:///{run_id}" }, "reports", null],
  ["nowhere, for a script", { reports: "javascript:alert('{run_id}')" }, "reports", null],
])("a trace is found %s", (_how, addresses, name, expected) => {
  const run = { langsmith_session_name: name, run_id: "r1", thread_id: "t1" };
  expect(traceAddress(addresses, run)).toBe(expected);
});
