// Reads a JSON list of D2 texts, and writes the labels of the shapes that D2's own compiler finds.
import { readFileSync } from "node:fs";
import { D2 } from "@terrastruct/d2";

const d2 = new D2();
const found = [];
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    const { diagram } = await d2.compile(text);
    found.push({ labels: diagram.shapes.map((shape) => shape.label) });
  } catch (error) {
    found.push({ error: String(error.message ?? error) });
  }
}
process.stdout.write(JSON.stringify(found), () => process.exit(0));
