/** A line of the guide, counted from 1. */
export interface GuideLine {
  readonly text: string;
  readonly line: number;
}

/** An entry of the guide: messages with one cause and one fix. */
export interface Entry {
  readonly heading: string;
  readonly line: number;
  /** The lines of its blocks: the messages, with "…" in place of each value. */
  readonly messages: readonly GuideLine[];
  /** All its text. */
  readonly text: string;
}

/** Reads the entries of the guide: each begins with a heading of level 3. */
export function readEntries(markdown: string): Entry[] {
  const lines = markdown.split("\n").map((text, index) => ({ text, line: index + 1 }));
  const starts = lines.filter(({ text }) => /^#{2,3} /.test(text));
  return starts.flatMap(({ text: heading, line }, index) => {
    if (!heading.startsWith("### ")) return [];
    const own = lines.slice(line, (starts[index + 1]?.line ?? lines.length + 1) - 1);
    return [{ heading, line, messages: messagesOf(own), text: own.map(({ text }) => text).join("\n") }];
  });
}

function messagesOf(lines: readonly GuideLine[]): GuideLine[] {
  let isBlock = false;
  return lines.filter(({ text }) => {
    if (!text.startsWith("```")) return isBlock && text.trim() !== "";
    isBlock = text === "```text";
    return false;
  });
}
