import "./cronForm.css";
import type { FormEvent } from "../../src/protocol/cronForm";
import { element } from "../shared/dom";
import { CronForm } from "./form";
import { connectHost } from "./host";

/** The browser runs on the person's computer; the extension may run in a remote container. */
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

let form: CronForm | undefined;

const host = connectHost((event: FormEvent) => {
  if (event.event === "restarted") void start();
  else form?.receive(event);
});

/** Draws the form with the host's state: at first, and whenever its subject changes. */
async function start(): Promise<void> {
  try {
    // Later typing would get lost between the two forms.
    form?.freeze();
    const state = await host.ask("load", { zone });
    form?.dispose();
    form = new CronForm(state, host);
    document.body.replaceChildren(form.element);
    form.start();
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    document.body.replaceChildren(element("main", {}, element("p", { role: "alert" }, message)));
    host.notify({ notice: "trouble", what: `start: ${message}` });
  }
}

void start();
