// How Sveltia CMS reads and writes the files of this digest: what nobody changed stays as it was, to
// the byte, be it a comment, a key without a field here, or how a value is quoted.
(() => {
  const ORDERS = << orders >>;
  const FILE = "_file"; // the text as it was read, which travels with the values
  const HEADED = /^(---[ \t]*\n)([^]*?)(^(?:---|\.\.\.)[ \t]*(?:\n|$))([^]*)$/m;
  const KEY = /^([A-Za-z_][\w-]*):(?:\s|$)/;
  const schema = jsyaml.CORE_SCHEMA; // dates and «no» are text

  const parts = (text) => {
    const found = HEADED.exec(text);
    if (!found || found.index) throw new Error("there is no front matter");
    const [, opening, head, closing, body] = found;
    return { opening, head, closing, body, values: jsyaml.load(head, { schema }) ?? {} };
  };
  const isEmpty = (value) =>
    value === undefined || value === null || value === "" || value === false ||
    (typeof value === "object" && !Object.keys(value).length);
  const plain = (value) => (value && typeof value === "object" ? JSON.stringify(value) : String(value));
  const isSame = (one, other) =>
    (isEmpty(one) && isEmpty(other)) || (!isEmpty(one) && !isEmpty(other) && plain(one) === plain(other));
  const dumped = (values) =>
    jsyaml.dump(values, { schema, lineWidth: -1, noArrayIndent: true }).split("\n").slice(0, -1);

  // Of an edition's list, headings are lines that begin with a #.
  const shown = (item) => (item?.heading ? `# ${item.heading}` : item);
  const meant = (item) => (/^#\s/.test(item) ? { heading: item.slice(1).trim() } : item);
  const listed = (values, change) =>
    Array.isArray(values.articles) ? { ...values, articles: values.articles.map(change) } : values;

  // The lines of each key; blank ones and comments before the next key are not its.
  const standing = (lines) => {
    const keys = [];
    lines.forEach((line, at) => {
      const key = KEY.exec(line)?.[1];
      if (key) keys.push({ key, start: at, end: at + 1 });
      else if (keys.length && /^(?:[ \t]+[^\s]|- |-$)/.test(line)) keys.at(-1).end = at + 1;
    });
    return keys;
  };
  const changed = (lines, key, value, order) => {
    const keys = standing(lines);
    const here = keys.find((one) => one.key === key);
    const now = isEmpty(value) ? [] : dumped({ [key]: value });
    if (here) return lines.toSpliced(here.start, here.end - here.start, ...now);
    const earlier = order.slice(0, Math.max(0, order.indexOf(key)));
    const above = keys.filter((one) => earlier.includes(one.key)).map((one) => one.end);
    return lines.toSpliced(Math.max(0, ...above), 0, ...now);
  };
  const edited = (was, values) => {
    const order = ORDERS["articles" in values ? "edition" : "article"];
    let lines = was.head.split("\n").slice(0, -1);
    for (const key of order)
      if (key in values && !isSame(was.values[key], values[key])) lines = changed(lines, key, values[key], order);
    const head = lines.map((line) => `${line}\n`).join("");
    const now = jsyaml.load(head, { schema }) ?? {};
    if (Object.keys(values).some((key) => !isSame(now[key], values[key])))
      throw new Error("this front matter cannot be edited here: write one key a line");
    return head;
  };

  CMS.registerCustomFormat("mujaz", "md", {
    fromFile: (text) => {
      const { values, body } = parts(text);
      return { ...listed(values, shown), body: body.trim(), [FILE]: text };
    },
    toFile: ({ body = "", [FILE]: file, ...given }) => {
      const values = listed(given, meant);
      const filled = Object.entries(values).filter(([, value]) => !isEmpty(value));
      if (!file) return `---\n${dumped(Object.fromEntries(filled)).join("\n")}\n---\n\n${body.trim()}\n`;
      const was = parts(file);
      const below = was.body.trim() === body.trim() ? was.body : `\n${body.trim()}\n`;
      return was.opening + edited(was, values) + was.closing + below;
    },
  });
})();
