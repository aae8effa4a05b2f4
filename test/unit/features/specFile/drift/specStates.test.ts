import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type * as vscode from "vscode";
import { ServerDocuments, serverUri } from "../../../../../src/features/specFile/drift/serverDocuments";
import { SpecStates } from "../../../../../src/features/specFile/drift/specStates";
import { EnvironmentFiles } from "../../../../../src/platform/servers/environments/environmentFiles";
import { cronWith } from "../../../../fixtures/cronWith";
import { memoryReader, namedSpecs, showDocument } from "../../../support/memoryReader";
import { MemoryServer } from "../../../support/memoryServer";
import { createServers } from "../../../support/memoryServers";
import { settle } from "../../../support/settle";
import { resetStub, stubState } from "../../../support/vscode";

const owned: vscode.Disposable[] = [];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  resetStub();
});
afterEach(() => {
  for (const each of owned.splice(0)) each.dispose();
  vi.useRealTimers();
});

/** Changes are gathered for some milliseconds, once the code behind is loaded. */
async function gathered(): Promise<void> {
  await settle();
  await vi.advanceTimersByTimeAsync(60);
  await settle();
}

const named = (name: string, given = {}) =>
  cronWith({
    cron_id: name,
    metadata: { langgraph_crons_name: name },
    payload: { assistant_id: "agent", input: { from: name } },
    ...given,
  });

function open(servers: Readonly<Record<string, MemoryServer>>) {
  const parts = createServers(servers);
  const reader = memoryReader();
  const states = new SpecStates(parts.connections, parts.store, reader, parts.log);
  const documents = new ServerDocuments(parts.connections, parts.store, new EnvironmentFiles(), reader, states);
  owned.push(documents, states, parts.store);
  return { ...parts, reader, states, documents };
}

describe("refreshes of an unchanged list (D2)", () => {
  test("cost two requests each with a spec file of 20 crons in view", async () => {
    showDocument(namedSpecs(20));
    const dev = new MemoryServer(Array.from({ length: 20 }, (_, n) => named(`spec-${n}`)));
    const { store, connection, states, reader } = open({ dev });
    await store.refresh(connection("dev"));
    await gathered();
    const standing = () =>
      reader.read(stubState.documents[0] as never).specs.map(({ spec }) => states.standing(spec)?.kind);
    expect(new Set(standing())).toEqual(new Set(["inSync"]));
    dev.requests.length = 0;
    for (let n = 0; n < 5; n += 1) {
      await store.refresh(connection("dev"));
      await gathered();
    }
    expect(dev.requests.length).toBeLessThanOrEqual(10);
    expect(new Set(standing())).toEqual(new Set(["inSync"]));
  });

  test("what another client has changed is seen with one request more", async () => {
    showDocument(namedSpecs(20));
    const dev = new MemoryServer(Array.from({ length: 20 }, (_, n) => named(`spec-${n}`)));
    const { store, connection, states, reader } = open({ dev });
    await store.refresh(connection("dev"));
    await gathered();
    dev.change("spec-3", { schedule: "0 10 * * *" });
    dev.requests.length = 0;
    await store.refresh(connection("dev"));
    await gathered();
    const kinds = reader.read(stubState.documents[0] as never).specs.map(({ spec }) => states.standing(spec)?.kind);
    expect(kinds.filter((kind) => kind === "differs")).toHaveLength(1);
    expect(kinds[3]).toBe("differs");
    expect(dev.requests.length).toBeLessThanOrEqual(3);
  });
});

test("whose a cron is counts as the connection's environment has it, and as a spec says", async () => {
  const document = showDocument(namedSpecs(2).replace('"name":"spec-1"', '"name":"spec-1","protect":true'));
  const inSet = (name: string) => named(name, { metadata: { langgraph_crons_name: name, langgraph_crons_set: "a" } });
  const dev = new MemoryServer([inSet("spec-0"), named("spec-1")]);
  const { store, connection, states, reader } = open({ dev });
  await store.refresh(connection("dev"));
  await gathered();
  const { specs } = reader.read(document);
  const told = (set?: string | null) =>
    specs.map(({ spec }) => {
      const state = states.standing(spec, { set, kind: "asWritten", arguments: spec.arguments });
      return state?.kind === "differs" ? state.marks.join() : state?.kind;
    });
  expect([told(), told("a"), told("b"), told(null)]).toEqual([
    ["inSync", "protect"],
    ["inSync", "set,protect"],
    ["anotherSet", "set,protect"],
    ["anotherSet", "protect"],
  ]);
});

describe("the old side of a diff (B9)", () => {
  test("shows its own connection's cron after another was chosen", async () => {
    const document = showDocument(namedSpecs(1));
    const dev = new MemoryServer([named("spec-0", { schedule: "1 1 * * *" })]);
    const prod = new MemoryServer([named("spec-0", { schedule: "2 2 * * *" })]);
    const { connections, connection, states, documents } = open({ dev, prod });
    await states.ask(connection("dev"), ["spec-0"]);
    const uri = serverUri(document.uri, "spec-0", connection("dev"));
    expect(await documents.versions.provideTextDocumentContent(uri)).toContain("1 1 * * *");
    await connections.choose("prod");
    await gathered();
    expect(await documents.versions.provideTextDocumentContent(uri)).toContain("1 1 * * *");
  });
});
