import { graphql, type ResultOf } from "../../graphql/graphql.ts";

/** What a line about an export shows. Counts travel as text, because they may exceed what a number holds. */
export const ExportLine = graphql(`
  fragment ExportLine on ExportRequest {
    id
    rowId
    fromOn
    toOn
    reason
    status
    requestedByMemberId
    decidedAt
    decisionNote
    finishedAt
    expiresAt
    rowsWritten
    rowsTotal
    byteSize
    failure
    createdAt
    client {
      id
      rowId
      fullName
    }
    requestedByMember {
      id
      user {
        id
        displayName
      }
    }
    decidedByMember {
      id
      user {
        id
        displayName
      }
    }
  }
`);

export type ExportRequest = ResultOf<typeof ExportLine>;

/** Whether something will change without anybody here doing anything. */
export function isMoving(request: { status: ExportRequest["status"] }): boolean {
  return request.status === "approved" || request.status === "running" || request.status === "requested";
}

/** `3,4 kB`. */
export function formatBytes(bytes: string | null): string {
  if (bytes === null) return "";
  const size = Number(bytes);
  const [value, unit] = size < 1000 ? [size, "byte"] : size < 1e6 ? [size / 1000, "kilobyte"] : [size / 1e6, "megabyte"];
  return new Intl.NumberFormat(undefined, { style: "unit", unit: unit as string, unitDisplay: "short", maximumFractionDigits: 1 }).format(value as number);
}
