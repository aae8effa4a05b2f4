import { describe, expect, test } from "vitest";
import {
  isLoopback,
  originOf,
  parseServerUrl,
  type ServerUrlRefusal,
  serverUrlMessage,
} from "../../../../../src/core/server/address/serverUrl";

describe("a connection's URL", () => {
  test.each([
    ["http://127.0.0.1:2024", "http://127.0.0.1:2024"],
    ["  https://Example.COM/ ", "https://example.com"],
    ["https://example.com:443/lg/", "https://example.com/lg"],
    ["https://example.com/a/../b//", "https://example.com/b"],
    ["http://[::1]:2024/", "http://[::1]:2024"],
    ["https://bücher.example/päth", "https://xn--bcher-kva.example/p%C3%A4th"],
  ])("%j is kept as %j", (text, url) => {
    expect(parseServerUrl(text)).toEqual({ ok: true, value: url });
    expect(parseServerUrl(url)).toEqual({ ok: true, value: url });
  });

  test.each<[string, ServerUrlRefusal]>([
    ["", "url.empty"],
    ["   ", "url.empty"],
    ["localhost:2024", "url.unreadable"],
    ["example.com", "url.unreadable"],
    ["http://", "url.unreadable"],
    ["http://a b", "url.unreadable"],
    ["http:example.com", "url.unreadable"],
    ["javascript:alert(1)", "url.unreadable"],
    ["file:///etc/passwd", "url.scheme"],
    ["ws://example.com", "url.scheme"],
    ["https://user@example.com", "url.user"],
    ["https://user:pass@example.com", "url.user"],
    ["https://example.com?key=1", "url.query"],
    ["https://example.com/?", "url.query"],
    ["https://example.com/#x", "url.fragment"],
  ])("%j is refused: %s", (text, refusal) => {
    expect(parseServerUrl(text)).toEqual({ ok: false, failure: refusal });
    expect(serverUrlMessage(refusal, text)).not.toMatch(/\{\w+\}|user:pass/);
  });

  test.each([
    ["http://localhost:2024", true],
    ["http://127.0.0.1", true],
    ["http://127.9.9.9", true],
    ["http://2130706433", true],
    ["http://0x7f.1", true],
    ["http://[::1]", true],
    ["http://agent.localhost", true],
    ["http://0.0.0.0", false],
    ["http://127.0.0.1.example.com", false],
    ["http://localhost.example.com", false],
    ["http://10.0.0.1", false],
  ])("%s is on this machine: %j", (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });

  test("has an origin, to which a key belongs", () => {
    expect(originOf("https://example.com/lg")).toBe("https://example.com");
  });
});
