interface PointerPorts {
  /** `by`: a share of what is in sight. */
  readonly pan: (by: number) => void;
  readonly zoom: (factor: number, at: number) => void;
  /** Where time is drawn. */
  readonly lane: () => DOMRect;
  /** Nothing is under the pointer that can be pressed. */
  readonly isFree: (event: PointerEvent) => boolean;
}

/** Scrolling sideways and dragging pan, the wheel with Ctrl zooms at the pointer. */
export function panWithPointer(grid: HTMLElement, ports: PointerPorts): void {
  grid.addEventListener("wheel", (event) => wheel(event, ports), { passive: false });
  grid.addEventListener("pointerdown", (event) => {
    const isButton = event.target instanceof Element && event.target.closest("button") !== null;
    if (event.button === 0 && !isButton && ports.isFree(event)) drag(event.clientX, ports);
  });
}

function wheel(event: WheelEvent, { lane, pan, zoom }: PointerPorts): void {
  const { left, width } = lane();
  const sideways = event.shiftKey ? event.deltaY : event.deltaX;
  if (event.ctrlKey) {
    zoom(event.deltaY < 0 ? 0.8 : 1.25, Math.min(1, Math.max(0, (event.clientX - left) / width)));
  } else if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
    pan(sideways / width);
  } else return;
  event.preventDefault();
}

/** The picture follows the pointer until it is released. */
function drag(from: number, { lane, pan }: PointerPorts): void {
  let x = from;
  const move = (next: PointerEvent) => {
    pan((x - next.clientX) / lane().width);
    x = next.clientX;
  };
  const end = () => {
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}
