import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { environmentsOn, matchEnvironment } from "../../../../src/core/environments/matchEnvironment";
import { originOf } from "../../../../src/core/server/address/serverUrl";

describe("which of the user's servers an environment is", () => {
  test.each<[string, readonly string[], number]>([
    ["https://agents.example.com", ["https://agents.example.com"], 1],
    ["https://agents.example.com", ["https://other.example.com", "https://agents.example.com"], 1],
    ["https://agents.example.com", [], 0],
    ["https://agents.example.com", ["https://agents.example.com", "https://agents.example.com"], 2],
    // Of one gateway each path is another deployment.
    ["https://gateway.example.com/staging", ["https://gateway.example.com/production"], 0],
    ["https://gateway.example.com/staging", ["https://gateway.example.com"], 0],
    ["https://gateway.example.com/staging", ["https://gateway.example.com/staging"], 1],
    ["https://agents.example.com", ["http://agents.example.com"], 0],
    ["https://agents.example.com", ["https://agents.example.com:8443"], 0],
    ["https://agents.example.com", ["https://agents.example.com.evil.example"], 0],
    ["http://localhost:2024", ["http://127.0.0.1:2024"], 1],
    ["http://[::1]:2024", ["http://localhost:2024", "http://localhost:2025"], 1],
    ["http://localhost:2024", ["http://127.0.0.2:2024"], 0],
  ])("%s of %j", (url, servers, count) => {
    const match = matchEnvironment(
      { url },
      servers.map((each) => ({ url: each })),
    );
    expect(match.kind).toBe(["none", "matched", "several"][count]);
  });

  test("a server of another origin is never one, save another name of this machine (property)", () => {
    const host = fc.constantFrom("a.example", "b.a.example", "localhost", "127.0.0.1", "a.example:8443", "xa.example");
    const url = fc
      .tuple(fc.constantFrom("http", "https"), host, fc.constantFrom("", "/p", "/p/q"))
      .map(([scheme, at, path]) => `${scheme}://${at}${path}`);
    const origin = (address: string) => originOf(address).replace("127.0.0.1", "localhost");
    fc.assert(
      fc.property(url, fc.array(url, { maxLength: 4 }), (wanted, urls) => {
        const match = matchEnvironment(
          { url: wanted },
          urls.map((each) => ({ url: each })),
        );
        const found = match.kind === "matched" ? [match.server] : match.kind === "several" ? match.servers : [];
        for (const server of found) expect(origin(server.url)).toBe(origin(wanted));
        if (urls.includes(wanted)) expect(match.kind).not.toBe("none");
      }),
    );
  });
});

test("the environments on a server, in their order", () => {
  const environment = (name: string, url: string) => ({ name, url, production: false, overrides: new Map() });
  const all = [
    environment("local", "http://localhost:2024"),
    environment("staging", "https://s.example"),
    environment("mine", "http://127.0.0.1:2024"),
  ];
  const names = environmentsOn({ url: "http://127.0.0.1:2024" }, all).map(({ name }) => name);
  expect(names).toEqual(["local", "mine"]);
});
