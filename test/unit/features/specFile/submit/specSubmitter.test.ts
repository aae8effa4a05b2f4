import { beforeEach, describe, expect, test } from "vitest";
import { type LogOutputChannel, type TextDocument, Uri } from "vscode";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { argumentsHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import type { Ownership } from "../../../../../src/core/server/stored/ownership";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { ServerRefusals } from "../../../../../src/features/specFile/findings/serverRefusals";
import { SpecReader } from "../../../../../src/features/specFile/specReader";
import { SpecSubmitter } from "../../../../../src/features/specFile/submit/specSubmitter";
import { Submissions } from "../../../../../src/features/specFile/submit/submissions";
import { SubmitReport } from "../../../../../src/features/specFile/submit/submitReport";
import type { PlaceholderValues } from "../../../../../src/platform/ask/placeholderValues";
import { EnvironmentFiles } from "../../../../../src/platform/servers/environments/environmentFiles";
import { ServerFacts } from "../../../../../src/platform/servers/serverFacts";
import type { Servers } from "../../../../../src/platform/servers/servers";
import type { SpecIndex } from "../../../../../src/platform/specs/specIndex";
import { cronWith } from "../../../../fixtures/cronWith";
import { connectionWith, MemoryConnections } from "../../../support/memoryConnections";
import { MemoryServer } from "../../../support/memoryServer";
import { resetStub, stubState } from "../../../support/vscode";

const spec = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { a: 1 } } as const;
const file = Uri.file("/w/daily.cron.json");
let server: MemoryServer;
const other = connectionWith({ id: "other", name: "Other", url: "https://other.example" });
let to: string | undefined;
let owned: (Ownership | undefined)[];
let sent: (CronArguments & { readonly name: string | null })[];

beforeEach(() => {
  resetStub();
  stubState.folders = [Uri.file("/w")];
  server = new MemoryServer();
  sent = [];
  to = undefined;
  owned = [];
});

function open(value: unknown, uri = file): void {
  const text = JSON.stringify(value, null, 1);
  const positionAt = (offset: number) => {
    const lines = text.slice(0, offset).split("\n");
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const document = {
    uri,
    version: 1,
    isClosed: false,
    isDirty: false,
    encoding: "utf8",
    getText: () => text,
    positionAt,
  };
  stubState.documents.push(document as unknown as TextDocument);
}

interface Given {
  readonly outcome?: Partial<SubmitOutcome>;
  readonly problem?: ServerProblem;
  readonly names?: readonly string[];
  readonly listed?: readonly Cron[];
  /** Of the row from which it is submitted. */
  readonly connectionId?: string;
}

/** The whole way of a spec but for the sending, which is core's. */
async function submit({ connectionId, listed = [], names = [], outcome, problem }: Given = {}) {
  const connections = new MemoryConnections([connectionWith(), other]);
  const facts = new ServerFacts(async () => server.api);
  const servers = {
    facts,
    server: async () => server.api,
    state: () => ({ kind: "ready", info: server.info }),
    crons: () => listed,
    submit: async (connection, { arguments: given, name, ownership }) => {
      sent.push({ ...given, name });
      to = connection.id;
      owned.push(ownership);
      if (problem !== undefined) throw new ServerFailure(problem, { method: "POST", path: "/runs/crons" });
      return { kind: "created", cron: cronWith({}), pausedFirst: true, notTaken: [], took: "own", ...outcome };
    },
  } as Partial<Servers> as Servers;
  const index = {
    isRead: true,
    check: () => [],
    note: () => undefined,
    hasName: (name: string) => names.includes(name),
  } as unknown as SpecIndex;
  const placeholders = {
    hasEnvironment: () => true,
    lookup: async () => () => "a-secret-value",
  } as unknown as PlaceholderValues;
  const reader = new SpecReader(connections, servers, placeholders, index);
  const log = { error: () => undefined } as unknown as LogOutputChannel;
  const [submissions, refusals, report] = [new Submissions(), new ServerRefusals(), new SubmitReport(log)];
  const environments = new EnvironmentFiles();
  const parts = {
    connections,
    environments,
    servers,
    facts,
    index,
    placeholders,
    refusals,
    report,
    submissions,
    reader,
  };
  await new SpecSubmitter(parts).submit(file, "daily", connectionId);
  return { refusals: refusals.of(stubState.documents[0] as TextDocument) };
}

const texts = () => stubState.messages.map(({ text }) => text);

test("a good spec is sent without a question", async () => {
  open(spec);
  await submit();
  expect([sent, texts()]).toEqual([[{ ...spec, name: "daily" }], [expect.stringMatching(/^“daily”: Created\.$/)]]);
});

test("an error leads to its place, and nothing is sent", async () => {
  open({ ...spec, schedule: "0 25 * * *" });
  await submit();
  expect([sent, texts()]).toEqual([[], [expect.stringMatching(/^“daily” can't be submitted: “25”/)]]);
  expect(stubState.shown[0]?.selection).toMatchObject({ start: { line: 3 } });
});

test("1,440 runs a day are asked about with their number; the answer no sends nothing", async () => {
  open({ ...spec, schedule: "* * * * *" });
  await submit();
  expect([sent, stubState.messages[0]?.detail]).toEqual([[], expect.stringContaining("about 1,440 runs a day")]);
  stubState.answer = ({ buttons }) => buttons[0];
  await submit();
  expect(sent.length).toBe(1);
});

test("the server's refusal is placed at its parameter, without a secret in it", async () => {
  open({ ...spec, metadata: { seal: "${secret:SEAL}" } });
  const problem = { kind: "rejected", status: 422, detail: "no a-secret-value", parameter: "metadata" } as const;
  const { refusals } = await submit({ problem });
  expect(sent).toMatchObject([{ metadata: { seal: "a-secret-value" } }]);
  expect(refusals).toMatchObject([{ parameter: "metadata", message: "The server refused (422): no •••." }]);
  expect(JSON.stringify(stubState.messages)).not.toContain("a-secret-value");
});

test("what the server did not apply is shown as a warning, with advice", async () => {
  open(spec);
  await submit({ outcome: { kind: "updated", changed: ["end_time"], notTaken: ["end_time"], staysPaused: false } });
  expect(stubState.messages).toMatchObject([
    {
      severity: "warning",
      text: expect.stringMatching(/^“daily”: Updated: end_time\. The server did not apply end_time/),
    },
  ]);
});

describe("the same cron under the name of a deleted spec", () => {
  beforeEach(async () => {
    open(spec);
    const metadata = { [metadataKeys.name]: "old", [metadataKeys.hash]: await argumentsHash(spec) };
    server.crons.set("c1", cronWith({ ...spec, cron_id: "c1", metadata, payload: { input: spec.input } }));
  });

  test("is asked about before another one is created; neither is an answer too", async () => {
    await submit();
    expect([sent, texts()[0]]).toEqual([[], expect.stringMatching(/^“daily” is the same as the cron “old” on Dev/)]);
  });

  test("gets the new name, and then the spec is submitted", async () => {
    stubState.answer = ({ buttons }) => buttons.find((button) => button === "Rename the Cron");
    await submit();
    expect([server.crons.get("c1")?.metadata[metadataKeys.name], sent.length]).toEqual(["daily", 1]);
  });

  test("is not even searched if the spec is known to have a cron", async () => {
    await submit({ listed: [cronWith({ metadata: { [metadataKeys.name]: "daily" } })] });
    expect([sent.length, server.count("searchCrons")]).toEqual([1, 0]);
  });

  test("is not an old name while its spec exists", async () => {
    await submit({ names: ["old"] });
    expect([sent.length, server.crons.get("c1")?.metadata[metadataKeys.name]]).toEqual([1, "old"]);
  });
});

describe("with a langgraph-crons.json beside the spec", () => {
  const url = new MemoryConnections().chosen()?.url ?? "";
  const environmentsAre = (environments: unknown) =>
    stubState.fileTexts.set("/w/langgraph-crons.json", JSON.stringify({ environments }, null, 1));
  const staging = (more: object) => ({ staging: { url, ...more } });

  beforeEach(() => open(spec));

  test("it is sent as the environment of the connection has it", async () => {
    environmentsAre(staging({ overrides: { "*": { enabled: false }, daily: { schedule: "0 7 * * *" } } }));
    await submit();
    expect(sent).toEqual([{ ...spec, name: "daily", enabled: false, schedule: "0 7 * * *" }]);
  });

  test("from a row of an environment it goes there, as that has it, whichever connection is chosen", async () => {
    environmentsAre({ other: { url: other.url, overrides: { daily: { enabled: false } } } });
    await submit({ connectionId: "other" });
    expect([to, sent]).toEqual(["other", [{ ...spec, name: "daily", enabled: false }]]);
  });

  test("it is taken into the set of the environment, and without one leaves the cron where it is", async () => {
    const write = (content: object) => stubState.fileTexts.set("/w/langgraph-crons.json", JSON.stringify(content));
    await submit();
    write({ set: "reports", environments: staging({}) });
    await submit();
    write({ set: "reports", environments: { other: { url: other.url } } });
    await submit();
    write({ environments: staging({ overrides: { daily: { enabled: false } } }) });
    await submit();
    expect(owned).toEqual([
      { protect: false },
      { protect: false, set: "reports" },
      { protect: false },
      { protect: false, set: null },
    ]);
  });

  test("to a connection that is gone nothing is sent", async () => {
    await expect(submit({ connectionId: "gone" })).rejects.toThrow("This connection was removed.");
    expect(sent).toEqual([]);
  });

  test("what another server has otherwise does not count", async () => {
    environmentsAre({ other: { url: "https://other.example", overrides: { daily: { enabled: false } } } });
    await submit();
    expect(sent).toEqual([{ ...spec, name: "daily" }]);
  });

  test("an error in an override leads to its place, and nothing is sent", async () => {
    environmentsAre(staging({ overrides: { daily: { schedule: "61 * * * *" } } }));
    stubState.documents.push(textOf("/w/langgraph-crons.json"));
    await submit();
    expect([sent, texts()]).toEqual([[], [expect.stringMatching(/^“daily” can't be submitted: .*61/)]]);
    expect(stubState.shown.at(-1)?.document.uri.path).toBe("/w/langgraph-crons.json");
  });

  test("a mistake that the environment corrects stops nothing", async () => {
    stubState.documents = [];
    open({ ...spec, schedule: "61 * * * *" });
    environmentsAre(staging({ overrides: { daily: { schedule: "0 7 * * *" } } }));
    await submit();
    expect(sent).toMatchObject([{ schedule: "0 7 * * *" }]);
  });

  test("with errors in that file nothing is sent: it is not known what it says", async () => {
    environmentsAre({ staging: { overrides: { daily: { enabled: false } } } });
    stubState.documents.push(textOf("/w/langgraph-crons.json"));
    await submit();
    expect([sent, texts()]).toEqual([[], [expect.stringMatching(/langgraph-crons\.json.*“url” must be/)]]);
  });

  test("if the server is two environments nothing is sent", async () => {
    environmentsAre({ ...staging({ overrides: { "*": { enabled: false } } }), again: { url } });
    await expect(submit()).rejects.toThrow(/not clear what “daily” is to be on Dev: .*staging and again/);
    expect(sent).toEqual([]);
  });

  test("an environment that is marked as production is asked about, whatever the connection says", async () => {
    environmentsAre(staging({ production: true, overrides: { daily: { schedule: "0 7 * * *" } } }));
    await submit();
    expect([sent, stubState.messages[0]?.detail]).toEqual([[], expect.stringMatching(/production/)]);
  });

  /** The file as it is opened to show a place in it. */
  function textOf(path: string): TextDocument {
    const text = stubState.fileTexts.get(path) ?? "";
    const positionAt = (offset: number) => ({ line: text.slice(0, offset).split("\n").length - 1, character: 0 });
    return { uri: Uri.file(path), version: 1, getText: () => text, positionAt } as unknown as TextDocument;
  }
});
