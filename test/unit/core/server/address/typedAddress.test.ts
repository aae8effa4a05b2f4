import fc from "fast-check";
import { expect, test } from "vitest";
import {
  parseServerUrl,
  type ServerUrlRefusal,
  serverUrlMessage,
} from "../../../../../src/core/server/address/serverUrl";
import { parseTypedAddress } from "../../../../../src/core/server/address/typedAddress";

test.each([
  ["localhost:2024", "http://localhost:2024"],
  ["localhost", "http://localhost"],
  ["LOCALHOST:2024/", "http://localhost:2024"],
  [" 127.0.0.1:2024 ", "http://127.0.0.1:2024"],
  ["127.1:2024", "http://127.0.0.1:2024"],
  ["[::1]:2024", "http://[::1]:2024"],
  ["0.0.0.0:2024", "http://0.0.0.0:2024"],
  ["192.168.1.5:8123/lg", "http://192.168.1.5:8123/lg"],
  ["10.1.2.3", "http://10.1.2.3"],
  ["172.16.0.1:80", "http://172.16.0.1"],
  ["172.31.255.1", "http://172.31.255.1"],
  ["172.32.0.1", "https://172.32.0.1"],
  ["[fd12::1]:2024", "http://[fd12::1]:2024"],
  ["agent:8000", "http://agent:8000"],
  ["agent/lg", "https://agent/lg"],
  ["nas.local:2024", "http://nas.local:2024"],
  ["my.host/path", "https://my.host/path"],
  ["my.host/path/", "https://my.host/path"],
  ["example.com", "https://example.com"],
  ["example.com:443", "https://example.com"],
  ["example.com:80", "http://example.com"],
  ["localhost:443", "https://localhost"],
  ["example.com:8123", "https://example.com:8123"],
  ["127.0.0.1.example.com", "https://127.0.0.1.example.com"],
  ["localhost.example.com:2024", "https://localhost.example.com:2024"],
  ["bücher.example/päth", "https://xn--bcher-kva.example/p%C3%A4th"],
  ["http://example.com/x", "http://example.com/x"],
])("%j is read as %s", (text, url) => {
  expect(parseTypedAddress(text)).toEqual({ ok: true, value: url });
});

test.each<[string, ServerUrlRefusal]>([
  ["", "url.empty"],
  ["hello", "url.unreadable"],
  ["my agent", "url.unreadable"],
  ["javascript:alert(1)", "url.unreadable"],
  ["mailto:me@example.com", "url.user"],
  ["http:example.com", "url.unreadable"],
  ["http:/example.com", "url.unreadable"],
  ["localhost:99999", "url.unreadable"],
  ["localhost:port", "url.unreadable"],
  ["C:\\agents", "url.unreadable"],
  ["/srv/agent", "url.unreadable"],
  ["::1", "url.unreadable"],
  ["user:secret@example.com", "url.user"],
  ["user@localhost:2024", "url.user"],
  ["localhost:2024?key=1", "url.query"],
  ["localhost:2024/#x", "url.fragment"],
  ["ftp://example.com", "url.scheme"],
  ["http://", "url.unreadable"],
])("%j is refused: %s", (text, refusal) => {
  expect(parseTypedAddress(text)).toEqual({ ok: false, failure: refusal });
  expect(serverUrlMessage(refusal, text)).not.toContain("secret");
});

test("a URL is accepted unchanged, and every accepted text is a URL", () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.domain(), fc.ipV4(), fc.string()), (text) => {
      const typed = parseTypedAddress(text);
      const strict = parseServerUrl(text);
      if (strict.ok) expect(typed).toEqual(strict);
      if (typed.ok) expect(parseServerUrl(typed.value)).toEqual(typed);
    }),
  );
});
