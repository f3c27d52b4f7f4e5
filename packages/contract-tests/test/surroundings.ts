// What the samples of READMEs take from their surroundings, and leave out after having shown it once.
declare global {
  const createServer: typeof import("node:http").createServer;
  const secret: string;
  const secrets: Record<string, string>;
  const token: string;
  const id: string;
  const tokens: { current(): Promise<string>; refresh(): Promise<string> };
  const metrics: { count(name: string, status?: number): void };
  const redis: { sendCommand(args: string[]): Promise<unknown> };
  const app: { post(path: string, handler: unknown): void };
  const expect: (value: unknown) => { toBe(value: unknown): void };
}

export {};
