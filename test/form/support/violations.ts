import axe from "axe-core";
import type { Page } from "playwright-core";
import { addAudit } from "./audit";
import type { OpenWebview } from "./openWebview";

/** What breaks a rule of accessibility in a part of a page, with each element and what is wrong with it. */
export async function violations({ page }: Pick<OpenWebview, "page">, part = "html"): Promise<readonly string[]> {
  await bringAudit(page);
  return page.evaluate((include) => window.audit(include), part);
}

/** Once for each document: axe is half a megabyte of code. */
export async function bringAudit(page: Page): Promise<void> {
  if (await page.evaluate(() => "audit" in window)) return;
  await page.evaluate(axe.source);
  await page.evaluate(addAudit);
}
