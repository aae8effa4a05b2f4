import { describe, expect, test } from "vitest";
import {
  findAnywhere,
  findBeyondIndex,
  findThreads,
  metadataText,
  wordMatcher,
} from "../../../../src/platform/servers/findThreads";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";

const id = "00000000-0000-4000-8000-000000000001";
const blue = threadWith({ thread_id: id, metadata: { "team.name-1": "Light Blue" } });
const red = threadWith({ thread_id: "red", status: "busy", metadata: { team: "red", deep: { list: [1] } } });
const ids = (threads: readonly { thread_id: string }[]) => threads.map(({ thread_id }) => thread_id);

function serverWith() {
  const server = new MemoryServer();
  server.threads.push(blue, red);
  return server;
}

describe("what the server finds by itself", () => {
  test.each([
    [id, [id]],
    [` ${id} `, [id]],
    ["team.name-1=Light Blue", [id]],
    [" team=red ", ["red"]],
    ["team=r", []],
  ])("%j is asked for, and finds %j", async (text, found) => {
    const server = serverWith();
    expect(ids(await findBeyondIndex(server.api, text))).toEqual(found);
    expect(server.requests).toEqual(["searchThreads"]);
  });

  test.each(["", "red", "team", "team=", "=red", "a team=red", "team name=red"])(
    "%j is not asked for",
    async (text) => {
      const server = serverWith();
      expect(await findBeyondIndex(server.api, text)).toEqual([]);
      expect(server.requests).toEqual([]);
    },
  );
});

describe("what is known already", () => {
  test.each([
    ["", [id, "red"]],
    ["  ", [id, "red"]],
    ["BLUE  light", [id]],
    ["team", [id, "red"]],
    ["team=red busy", ["red"]],
    ['deep={"list":[1]}', ["red"]],
    ["idle", [id]],
    ["green", []],
    ["light green", []],
  ])("%j is in the texts of %j", (text, found) => {
    expect(ids(findThreads(text, [blue, red]))).toEqual(found);
  });

  test("has each word of a text somewhere", () => {
    expect(wordMatcher(" Two\twords ")("words, two of them")).toBe(true);
    expect(wordMatcher("two words")("two")).toBe(false);
  });

  test("is one value a line", () => {
    expect(metadataText({ name: "daily", count: 1, none: null })).toBe("name=daily\ncount=1\nnone=null");
  });
});

describe("anywhere", () => {
  test("is only in the newest threads if those are all", async () => {
    const server = serverWith();
    expect(ids(await findAnywhere(server.api, id, { complete: true, threads: [red] }))).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test("is in other threads too, each thread once", async () => {
    const server = serverWith();
    expect(ids(await findAnywhere(server.api, id, { complete: false, threads: [red] }))).toEqual([id]);
    expect(ids(await findAnywhere(server.api, "team=red", { complete: false, threads: [red] }))).toEqual(["red"]);
  });
});
