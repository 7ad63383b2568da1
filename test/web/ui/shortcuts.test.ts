import { mount } from "@vue/test-utils";
import { describe, expect, it, vi } from "vitest";
import { defineComponent, h } from "vue";
import { currentShortcuts, matches, useShortcuts, type Shortcut } from "../../../web/src/ui/keyboard/shortcuts.ts";

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });

function page(shortcuts: Shortcut[]) {
  return mount(
    defineComponent({
      setup() {
        useShortcuts("Test", shortcuts);
        return () => h("input");
      },
    }),
    { attachTo: document.body },
  );
}

describe("a key press", () => {
  it("matches its name and no other modifiers", () => {
    expect(matches(press("k", { ctrlKey: true }), "Mod+K")).toBe(true);
    expect(matches(press("k"), "Mod+K")).toBe(false);
    expect(matches(press("k", { ctrlKey: true, altKey: true }), "Mod+K")).toBe(false);
    expect(matches(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Shift+Z")).toBe(true);
    expect(matches(press("z", { ctrlKey: true }), "Mod+Shift+Z")).toBe(false);
  });

  it("that needs Shift on some keyboards matches the sign itself", () => {
    expect(matches(press("?", { shiftKey: true }), "?")).toBe(true);
    expect(matches(press("/", { shiftKey: true }), "/")).toBe(true);
  });
});

describe("shortcuts of a component", () => {
  it("work while it is there and are listed in the help", () => {
    const run = vi.fn();
    const wrapper = page([{ keys: "/", does: "Search", run }]);
    expect(currentShortcuts().map((group) => group.title)).toContain("Test");
    document.body.dispatchEvent(press("/"));
    wrapper.unmount();
    document.body.dispatchEvent(press("/"));
    expect(run).toHaveBeenCalledOnce();
    expect(currentShortcuts().map((group) => group.title)).not.toContain("Test");
  });

  it("leave a person alone who types, unless they say otherwise", () => {
    const slash = vi.fn();
    const search = vi.fn();
    const wrapper = page([
      { keys: "/", does: "Search", run: slash },
      { keys: "Mod+K", does: "Search everything", inFields: true, run: search },
    ]);
    wrapper.find("input").element.dispatchEvent(press("/"));
    wrapper.find("input").element.dispatchEvent(press("k", { ctrlKey: true }));
    expect(slash).not.toHaveBeenCalled();
    expect(search).toHaveBeenCalledOnce();
    wrapper.unmount();
  });
});

describe("behind a dialog", () => {
  const open = (isActive: boolean) => {
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    dialog.setAttribute("aria-modal", "true");
    dialog.classList.toggle("v-overlay--active", isActive);
    document.body.append(dialog);
    return dialog;
  };

  it("shortcuts of the page wait; as soon as it closes they work, also while it is still drawn", () => {
    const run = vi.fn();
    const wrapper = page([{ keys: "Mod+K", does: "Search everything", inFields: true, run }]);
    const dialog = open(true);
    document.body.dispatchEvent(press("k", { ctrlKey: true }));
    expect(run).not.toHaveBeenCalled();
    dialog.dispatchEvent(press("k", { ctrlKey: true }));
    expect(run).toHaveBeenCalledOnce();
    dialog.classList.remove("v-overlay--active");
    document.body.dispatchEvent(press("k", { ctrlKey: true }));
    expect(run).toHaveBeenCalledTimes(2);
    dialog.remove();
    wrapper.unmount();
  });
});
