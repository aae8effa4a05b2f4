import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json";

/** The Marketplace's own list, as far as it is about something like this. */
const categories = ["AI", "Chat", "Data Science", "Linters", "Machine Learning", "Other", "Testing", "Visualization"];

describe("what the Marketplace shows", () => {
  test("links lead into the repository", () => {
    const repository = manifest.repository.url.replace(/\.git$/, "");
    expect(manifest.homepage.startsWith(repository)).toBe(true);
    expect(manifest.bugs.url).toBe(`${repository}/issues`);
  });

  test("it has existing categories, and at most 30 keywords", () => {
    expect(manifest.categories.filter((category) => !categories.includes(category))).toEqual([]);
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
  });

  test("the banner has a colour, the icon is a square picture of at least 128 pixels", () => {
    expect(manifest.galleryBanner).toEqual({ color: expect.stringMatching(/^#[0-9a-f]{6}$/), theme: "dark" });
    const png = readFileSync(manifest.icon);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([width, width >= 128]).toEqual([height, true]);
  });

  test("its page opens with a film that is short, small, and no wider than a page", async () => {
    const [, first = ""] = /!\[[^\]]+\]\(([^)]+)\)/.exec(readFileSync("README.md", "utf8")) ?? [];
    const file = readFileSync(first);
    const { delay = [], format, loop, pages, width } = await sharp(file, { pages: -1 }).metadata();
    expect([format, loop, delay.length]).toEqual(["gif", 0, pages]);
    expect(pages).toBeGreaterThanOrEqual(8);
    expect(pages).toBeLessThanOrEqual(14);
    expect(Math.min(...delay)).toBeGreaterThanOrEqual(500);
    expect(delay.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(12_000);
    expect(width).toBeLessThanOrEqual(1200);
    expect(file.length).toBeLessThanOrEqual(1_500_000);
  });
});
