import type { Locator } from "playwright-core";
import type { FormEvent, FormNotice, FormRequests, SavedForm } from "../../../src/protocol/cronForm";
import { formParamGuards, isFormNotice } from "../../../src/protocol/cronFormGuards";
import { serve } from "../../../src/protocol/rpc";
import type { FormBrowser } from "./formBrowser";
import { type Asked, FormHost, type HostOptions } from "./formHost";
import { type OpenWebview, openWebview, type ServeWebview, type WebviewOptions } from "./openWebview";

export interface FormOptions extends HostOptions, WebviewOptions {
  /** One that had a page before: it has all that was typed there. */
  readonly host?: FormHost;
}

export interface OpenForm extends Asked, OpenWebview {
  readonly host: FormHost;
  readonly notices: readonly FormNotice[];
  readonly states: readonly SavedForm[];
  field(name: string): Locator;
  input(name: string): Locator;
  /** Opens a fold with the mouse. */
  unfold(name: "end" | "more"): Promise<void>;
}

/** Opens the built form with the product's own host behind it. */
export async function openForm(browser: FormBrowser, options: FormOptions = {}): Promise<OpenForm> {
  const host = options.host ?? new FormHost(options);
  const notices: FormNotice[] = [];
  return openedForm(host, notices, await openWebview(browser, "cronForm", options, formSide(host, notices)));
}

/** Another form in the same document, as the product itself shows one after another there. */
export async function restartForm(form: OpenForm, options: FormOptions): Promise<OpenForm> {
  const host = new FormHost(options);
  const notices: FormNotice[] = [];
  const { page } = form;
  await page.locator("main").evaluate((main) => main.classList.add("before"));
  const opened = await form.handOver(formSide(host, notices));
  host.tellRestart();
  await page.locator("main:not(.before)").waitFor();
  return openedForm(host, notices, opened);
}

function formSide(host: FormHost, notices: FormNotice[]): ServeWebview {
  return (post, problems) => {
    host.attach((event: FormEvent) => post(event));
    return serve<FormRequests, FormNotice>({
      handlers: host.handlers,
      paramGuards: formParamGuards,
      isNotice: isFormNotice,
      onNotice: (notice) => {
        notices.push(notice);
        if (notice.notice === "trouble") {
          problems.push(notice.what);
        } else if (notice.notice === "documentChanged") {
          host.documents.formTyped(host.controller.stored.form, notice);
        } else {
          host.controller.draftChanged(notice.draft, notice.changed);
          host.trying.outdate(notice.changed);
        }
      },
      post,
      describeFailure: (request, failure) => `${request}: ${String(failure)}`,
      onUnknown: (what) => problems.push(what),
    });
  };
}

function openedForm(host: FormHost, notices: readonly FormNotice[], opened: OpenWebview): OpenForm {
  const { page } = opened;
  return {
    ...host.asked,
    ...opened,
    states: opened.states as readonly SavedForm[],
    host,
    notices,
    field: (name) => page.locator(`[data-parameter="${name}"]`),
    input: (name) => page.locator(`#${name}-input`),
    unfold: (name) => page.locator(`#fold-${name}`).click(),
  };
}
