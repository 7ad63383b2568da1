import { shallowRef } from "vue";

import { authorizedFetch } from "../../auth/authorized-fetch.ts";
import { parseProblem, problemOfNetwork, type Problem } from "../../graphql/problems.ts";

/** Fetches an export with the person's rights, which are checked again now, and hands it to the browser as a file. */
export function useDownload() {
  const busyId = shallowRef<string | null>(null);
  const problem = shallowRef<Problem | null>(null);

  async function download(exportId: string): Promise<void> {
    busyId.value = exportId;
    problem.value = null;
    try {
      const response = await authorizedFetch(`/api/v1/exports/${exportId}`);
      if (response.ok) save(await response.blob(), fileName(response) ?? `export-${exportId}.csv`);
      else problem.value = parseProblem(await response.json().catch(() => null), response);
    } catch {
      problem.value = problemOfNetwork();
    } finally {
      busyId.value = null;
    }
  }

  return { download, busyId, problem };
}

function fileName(response: Response): string | undefined {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
}

function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
