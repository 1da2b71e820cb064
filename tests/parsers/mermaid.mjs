// Reads a JSON list of Mermaid texts, and writes what Mermaid's own parser makes of each.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
globalThis.Element = window.Element;
const { default: mermaid } = await import("mermaid");
mermaid.initialize({ startOnLoad: false });

const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
    const vertices = diagram.db.getVertices?.();
    const labels = vertices ? [...vertices.values()].map((vertex) => vertex.text) : [];
    found.push({ type: diagram.type, labels });
  } catch (error) {
    found.push({ error: String(error.message ?? error) });
  }
}
process.stdout.write(JSON.stringify(found));
