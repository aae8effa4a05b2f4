import "./cronForm.css";
import type { FormEvent } from "../../src/protocol/cronForm";
import { element } from "./dom";
import { CronForm } from "./form";
import { connectHost } from "./host";

/** The browser runs where the person is; the extension may run in a container far away. */
const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

let form: CronForm | undefined;

const host = connectHost((event: FormEvent) => {
  if (event.event === "restarted") void start();
  else form?.receive(event);
});

/** Draws the form as the host has it: at first, and whenever it is about something else. */
async function start(): Promise<void> {
  try {
    // What is typed after this would be in neither.
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
