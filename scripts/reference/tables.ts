import type { Document, ReceiptErrorCodes, ResourceEntry, SourceAddresses } from "../generators/openapi.ts";

/** Returns the table of resources, a row each. */
export const resourceTable = (resources: Record<string, ResourceEntry>): string =>
  table(
    ["Resource", "What can be watched"],
    Object.entries(resources).map(([name, { description, events, filters, path, scopes, orgOwned }]) => [
      codes([name]),
      [
        description,
        `Events: ${codes(events)}`,
        `Filters: ${filters.length > 0 ? codes(filters) : "none"}`,
        ...(path ? [`The object of a delivery: \`GET ${path}\``] : []),
        `Scopes: ${
          Object.entries(scopes)
            .map(([holder, names]) => `${holder} ${codes(names)}`)
            .join("; ") || "not known"
        }`,
        `For an organization: ${orgOwned ? "yes, with `ownedBy: org`" : "no"}`,
      ].join("<br>"),
    ]),
  );

/** Returns the table of error codes. */
export const codeTable = (meanings: Record<string, string>): string =>
  table(
    ["Code", "Meaning"],
    Object.entries(meanings).map(([code, meaning]) => [codes([code]), meaning]),
  );

/** Returns the table of a receipt's error codes, with the codes of Meta's that they stand for. */
export const receiptCodeTable = (channels: ReceiptErrorCodes): string =>
  table(
    ["Code", "Channel", "Meaning", "Meta's code"],
    Object.entries(channels).flatMap(([channel, meanings]) =>
      Object.entries(meanings).map(([code, { name, metaCode }]) => [
        codes([code]),
        channel,
        name,
        metaCode === undefined ? "" : codes([`${metaCode}`]),
      ]),
    ),
  );

/** Returns the table of the addresses that deliveries come from, by region. */
export const addressTable = ({ date, regions }: SourceAddresses, servers: Document["servers"]): string =>
  `By the vendor's list of ${date}.\n\n${table(
    ["Region", "Addresses"],
    Object.entries(regions).map(([region, addresses]) => [
      // After a comma, a server's description is about the server.
      servers.find((server) => server["x-name"] === region)?.description.split(",")[0] ?? region,
      codes(addresses),
    ]),
  )}`;

/** Writes names as code, separated by commas. */
export const codes = (names: string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** Returns a table in Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
