import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import { h } from "vue";
import FieldGroup from "../../../web/src/ui/fields/FieldGroup.vue";
import FormCard from "../../../web/src/ui/fields/FormCard.vue";

const field = (name: string, isWrong: boolean) => h("input", { name, "aria-invalid": isWrong || undefined });
const form = () =>
  mount(FormCard, {
    attachTo: document.body,
    slots: { default: () => h(FieldGroup, { title: "Person" }, () => [field("given", false), field("family", true), field("born", true)]), actions: () => h("button", { type: "submit" }, "Save") },
  });

it("a form that is refused brings the focus to the first field that says why", async () => {
  const wrapper = form();
  await wrapper.vm.focusError();
  expect(document.activeElement?.getAttribute("name")).toBe("family");
  wrapper.unmount();
});

it("a form is sent by its button and never by the browser, and its groups are named", async () => {
  const wrapper = form();
  await wrapper.find("form").trigger("submit");
  expect(wrapper.emitted("submit")).toHaveLength(1);
  expect(wrapper.find("form").attributes("novalidate")).toBeDefined();
  expect(wrapper.find("fieldset legend").text()).toBe("Person");
  wrapper.unmount();
});
