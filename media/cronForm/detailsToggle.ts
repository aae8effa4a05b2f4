import type { FormStrings } from "../../src/protocol/formStrings";
import { button } from "../shared/dom";

interface DetailsToggle {
  readonly element: HTMLElement;
  readonly isOn: boolean;
  set(isOn: boolean): void;
}

/** A button that shows the API's name of each field and all explanations, for those who want them. */
export function createDetailsToggle(strings: FormStrings, onSwitch: (isOn: boolean) => void): DetailsToggle {
  let isOn = false;
  const set = (next: boolean) => {
    isOn = next;
    whole.textContent = next ? strings.hideDetails : strings.showDetails;
    onSwitch(next);
  };
  const whole = button({ label: strings.showDetails, kind: "link", onPress: () => set(!isOn) });
  whole.id = "details";
  return {
    element: whole,
    get isOn() {
      return isOn;
    },
    set,
  };
}
