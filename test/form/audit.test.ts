import { describe, expect } from "vitest";
import { it } from "./support/formTest";
import { openForm } from "./support/openForm";
import { violations } from "./support/violations";

interface Fault {
  readonly rule: string;
  /** What is wrong then, and was not before. */
  readonly what: string;
  readonly html: string;
  readonly sound: string;
  readonly faulty: string;
  /** The window's width with the fault; default: the same. */
  readonly width?: number;
}

/** Nothing of these changes in the document but its style sheet and its width. */
const faults: readonly Fault[] = [
  { rule: "image-alt", what: "a picture comes in sight", html: "<img>", sound: "img { display: none }", faulty: "" },
  { rule: "color-contrast", what: "a colour", html: "<p>Some text</p>", sound: "", faulty: "p { color: #ddd }" },
  {
    rule: "color-contrast",
    what: "what is behind",
    html: "<div><p>Some text</p></div>",
    sound: "p { color: #444 }",
    faulty: "p { color: #444 } div { background: #555 }",
  },
  {
    rule: "color-contrast",
    what: "what lies below without being around",
    html: "<section><div></div><p>Some text</p></section>",
    sound: "p { position: relative; color: #444 } div { position: absolute; inset: 0 } section { position: relative }",
    faulty:
      "p { position: relative; color: #444 } div { position: absolute; inset: 0; background: #555 } section { position: relative }",
  },
  {
    rule: "color-contrast",
    what: "transparency around",
    html: "<section><p>Some text</p></section>",
    sound: "",
    faulty: "section { opacity: 0.3 }",
  },
  {
    rule: "color-contrast",
    what: "size",
    html: "<p>Some text</p>",
    sound: "p { color: #888; background: #fff; font-size: 30px }",
    faulty: "p { color: #888; background: #fff; font-size: 12px }",
  },
  {
    rule: "color-contrast",
    what: "a text that was disabled",
    html: "<button>Some text</button>",
    sound: "button { visibility: hidden }",
    faulty: "button { color: #ddd; background: #fff }",
  },
  {
    rule: "link-in-text-block",
    what: "a line below",
    html: '<p>Some text with a <a href="#here">link</a> in it, and more text.</p>',
    sound: "p { color: #111 } a { color: #300; text-decoration: underline }",
    faulty: "p { color: #111 } a { color: #300; text-decoration: none }",
  },
  {
    rule: "scrollable-region-focusable",
    what: "too little width",
    html: '<div class="seeded"><p>Somelongwordthatdoesnotbreak</p></div>',
    sound: ".seeded { overflow: auto; width: 60vw } .seeded p { width: 300px }",
    faulty: ".seeded { overflow: auto; width: 60vw } .seeded p { width: 300px }",
    width: 300,
  },
];

describe("The audit of a page that was checked before", () => {
  it("finds what is wrong since, in the document and in its look alone", async ({ browser }) => {
    const form = await openForm(browser);
    expect(await violations(form)).toEqual([]);
    await form.page.locator("h1").evaluate((heading) => heading.append(document.createElement("img")));
    expect(await violations(form)).toEqual([expect.stringMatching(/^image-alt: /)]);
    await form.page.locator("h1 img").evaluate((image) => image.remove());
    await form.page.evaluate(() => document.adoptedStyleSheets.push(new CSSStyleSheet()));
    for (const { faulty, html, rule, sound, what, width = 900 } of faults) {
      const dress = (css: string) =>
        form.page.evaluate((text) => document.adoptedStyleSheets.at(-1)?.replaceSync(text), css);
      await form.page.locator("body").evaluate((body, inner) => {
        const main = document.createElement("main");
        main.innerHTML = inner;
        body.replaceChildren(main);
      }, html);
      await dress(sound);
      expect([what, await violations(form, "main")]).toEqual([what, []]);
      await dress(faulty);
      await form.page.setViewportSize({ width, height: 1000 });
      expect([what, await violations(form, "main")]).toEqual([what, [expect.stringMatching(`^${rule}: `)]]);
    }
    await form.close();
  });
});
