import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, pageHtml } from "../../../../src/platform/pages/pageHtml";

const page = {
  nonce: "0123456789abcdef0123456789abcdef",
  cspSource: "https://*.vscode-cdn.net",
  scriptUri: "https://file.vscode-cdn.net/dist/cronForm.js",
  styleUri: "https://file.vscode-cdn.net/dist/cronForm.css",
  language: "en",
  title: 'Cron “</title><script>alert(1)</script>" onload="x”',
};

describe("A webview's page", () => {
  it("allows our script and style, and nothing else", () => {
    const directives = new Map(
      contentSecurityPolicy(page)
        .split("; ")
        .map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]),
    );
    expect(directives).toEqual(
      new Map([
        ["default-src", ["'none'"]],
        ["script-src", [`'nonce-${page.nonce}'`]],
        ["style-src", [page.cspSource, `'nonce-${page.nonce}'`]],
        ["font-src", [page.cspSource]],
        ["img-src", [page.cspSource]],
        ["form-action", ["'none'"]],
        ["base-uri", ["'none'"]],
      ]),
    );
  });

  it("has one script and no inline code, whatever the title is", () => {
    const html = pageHtml(page);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script(?![^>]* src=)| style=| onload="/);
  });
});
