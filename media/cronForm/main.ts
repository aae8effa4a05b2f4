import "./cronForm.css";
import type { FormEvent } from "../../src/protocol/cronForm";
import { element } from "./dom";
import { CronForm } from "./form";
import { connectHost } from "./host";

let form: CronForm | undefined;

const host = connectHost((event: FormEvent) => form?.receive(event));

async function start(): Promise<void> {
  try {
    form = new CronForm(await host.ask("load", null), host);
    document.body.replaceChildren(form.element);
    form.focusStart();
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : String(failure);
    document.body.replaceChildren(element("main", {}, element("p", { role: "alert" }, message)));
    host.notify({ notice: "trouble", what: `start: ${message}` });
  }
}

void start();
