import { describe, expect, test } from "vitest";
import { readDateTime } from "../../../../src/core/base/dateTime";
import { mostSimilar } from "../../../../src/core/base/similar";
import { hostKind } from "../../../../src/core/checks/webhookHost";
import { graphAssistantId } from "../../../../src/core/server/stored/graphAssistantId";

describe("readDateTime", () => {
  test.each([
    ["2027-01-01T00:00:00Z", "2027-01-01T00:00:00+00:00", Date.UTC(2027, 0, 1)],
    ["2027-01-01t00:00z", "2027-01-01T00:00:00+00:00", Date.UTC(2027, 0, 1)],
    ["2028-02-29 23:59:59.123456789-0330", "2028-02-29T23:59:59.123456-03:30", Date.UTC(2028, 2, 1, 3, 29, 59, 123)],
    ["0050-01-01T00:00:00+00:00", "0050-01-01T00:00:00+00:00", Date.parse("0050-01-01T00:00:00Z")],
  ])("%s", (text, isoFormat, epoch) => {
    expect(readDateTime(text)).toEqual({ kind: "moment", epoch, isoFormat });
  });

  test.each([
    "",
    "now",
    "2027",
    "2027-01-01",
    "2027-13-01T00:00:00Z",
    "2027-02-29T00:00:00Z",
    "2027-04-31T00:00:00Z",
    "2027-01-01T24:00:00Z",
    "2027-01-01T00:60:00Z",
    "2027-01-01T00:00:00+24:00",
    "0000-01-01T00:00:00Z",
    " 2027-01-01T00:00:00Z",
  ])("%j is not one", (text) => {
    expect(readDateTime(text)).toEqual({ kind: "invalid" });
  });

  test("without an offset it is not a moment", () => {
    expect(readDateTime("2027-01-01T00:00")).toEqual({ kind: "local", isoFormat: "2027-01-01T00:00:00" });
  });
});

// From Python: uuid.uuid5(uuid.UUID("6ba7b821-9dad-11d1-80b4-00c04fd430c8"), name)
test.each([
  ["agent", "fe096781-5601-53d2-b2f6-0d3403f7e9ca"],
  ["", "e0e91d1a-dcd6-5d9c-bf2e-f544030263cf"],
  ["größe 👍", "17531550-df46-5ceb-ac5e-f8a22146623d"],
  ["x".repeat(200), "c82736cd-e0fa-5f28-ba59-b9116b250ef8"],
])("the assistant of graph %.10s", (graph, id) => {
  expect(graphAssistantId(graph)).toBe(id);
});

test.each([
  ["assistantId", "assistant_id"],
  ["Time-Zone", "timezone"],
  ["shcedule", "schedule"],
  ["webhok", "webhook"],
  ["completely", undefined],
  ["x".repeat(100), undefined],
])("%s most likely means %s", (text, meant) => {
  expect(mostSimilar(text, ["assistant_id", "timezone", "schedule", "webhook"])).toBe(meant);
});

test.each([
  ["example.com", "public"],
  ["localhost", "ownHost"],
  ["localhost.", "ownHost"],
  ["127.9.9.9", "ownHost"],
  ["host.docker.internal", "ownHost"],
  ["172.15.0.1", "public"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["172.32.0.1", "public"],
  ["100.64.0.1", "private"],
  ["100.100.100.200", "blocked"],
  ["169.254.1.1", "blocked"],
  ["198.19.0.1", "blocked"],
  ["239.1.1.1", "blocked"],
  ["255.255.255.255", "blocked"],
  ["223.255.255.255", "public"],
  ["[::ffff:102:304]", "blocked"],
  ["[64:ff9b::1]", "blocked"],
  ["[fd00:ec2::254]", "blocked"],
  ["[fc00::1]", "private"],
  ["[2001:db8::1]", "public"],
  ["x.svc.cluster.local", "blocked"],
])("host %s is %s", (host, kind) => {
  expect(hostKind(host)).toBe(kind);
});
