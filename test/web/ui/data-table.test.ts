import { mount } from "@vue/test-utils";
import { describe, expect, it } from "vitest";
import { createVuetify } from "vuetify";
import { createMemoryHistory, createRouter } from "vue-router";
import DataTable from "../../../web/src/ui/table/DataTable.vue";

const router = createRouter({ history: createMemoryHistory(), routes: [{ path: "/:id?", component: { template: "" } }] });

function table() {
  return mount(DataTable, {
    attachTo: document.body,
    global: { plugins: [createVuetify(), router] },
    props: {
      caption: "Clients",
      columns: [{ key: "name", title: "Name", sortable: true }, { key: "status", title: "Status" }],
      rows: [{ id: "a" }, { id: "b" }, { id: "c" }],
      rowTo: (row: { id: string }) => `/${row.id}`,
    },
    slots: { name: ({ row }: { row: { id: string } }) => row.id, status: () => "Active" },
  });
}

describe("a table", () => {
  it("is gone through with the arrow keys and stops at its ends", async () => {
    const wrapper = table();
    const links = wrapper.findAll<HTMLElement>("[data-row-link]");
    const press = async (key: string) => {
      await wrapper.find("tbody").trigger("keydown", { key });
      return document.activeElement?.textContent?.trim();
    };
    links[0]?.element.focus();
    expect(await press("ArrowDown")).toBe("b");
    expect(await press("End")).toBe("c");
    expect(await press("ArrowDown")).toBe("c");
    expect(await press("Home")).toBe("a");
    wrapper.unmount();
  });

  it("does not lose the focus with a line: the next one takes it, or the last", async () => {
    const wrapper = table();
    const focused = () => document.activeElement?.textContent?.trim();
    wrapper.findAll<HTMLElement>("[data-row-link]")[1]?.element.focus();
    await wrapper.setProps({ rows: [{ id: "a" }, { id: "c" }] });
    expect(focused()).toBe("c");
    await wrapper.setProps({ rows: [{ id: "a" }] });
    expect(focused()).toBe("a");
    await wrapper.setProps({ rows: [{ id: "x" }, { id: "a" }] });
    expect(focused(), "one that stays keeps it, wherever it goes").toBe("a");
    wrapper.unmount();
  });

  it("leaves the focus alone that is elsewhere", async () => {
    const wrapper = table();
    wrapper.find<HTMLElement>("th button").element.focus();
    await wrapper.setProps({ rows: [{ id: "c" }] });
    expect(document.activeElement).toBe(wrapper.find("th button").element);
    wrapper.unmount();
  });

  it("says how it is sorted, and turns the order round at the second click", async () => {
    const wrapper = table();
    const header = wrapper.find("th");
    expect(header.attributes("aria-sort")).toBe("none");
    await header.find("button").trigger("click");
    expect(wrapper.emitted("update:sort")?.[0]).toEqual([{ key: "name", descending: false }]);
    await wrapper.setProps({ sort: { key: "name", descending: false } });
    expect(header.attributes("aria-sort")).toBe("ascending");
    await header.find("button").trigger("click");
    expect(wrapper.emitted("update:sort")?.[1]).toEqual([{ key: "name", descending: true }]);
    wrapper.unmount();
  });

  it("leads where each line belongs", () => {
    const wrapper = table();
    expect(wrapper.findAll("[data-row-link]").map((link) => link.attributes("href"))).toEqual(["/a", "/b", "/c"]);
    wrapper.unmount();
  });
});
