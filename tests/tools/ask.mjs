// Asks the script of the search, in Node: calls of its functions, as JSON on the standard input.
//   {"script": "…/search.js", "index": "file:///…/search/", "calls": [["fold", "…"], …]}
// Answers with what each returned, how many bytes it read, and how many milliseconds it took.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

const { script, index, calls } = JSON.parse(readFileSync(0, "utf8"));
const source = await readFile(script, "utf8");
const module = await import(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
let bytes = 0;
const read = async (url) => {
  const data = await readFile(url);
  bytes += data.length;
  return data;
};
const known = { ...module, ...(index ? module.open(new URL(index), read) : {}) };
const answers = [];
for (const [name, ...given] of calls) {
  bytes = 0;
  const start = performance.now();
  const value = await known[name](...given);
  answers.push({ value, bytes, time: performance.now() - start });
}
process.stdout.write(JSON.stringify(answers));
