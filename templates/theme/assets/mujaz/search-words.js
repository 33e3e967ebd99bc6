// What the box and the page of the search say: numbers, days and words, in the language of the site.
// The sentences themselves stand in the pages.

// Say how many, in the right one of the language's forms: {one: "…", few: "{n} …", …}. An element
// has them as data-one, data-few….
export function counted(forms, number, locale) {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other;
  return form.replace("{n}", new Intl.NumberFormat(locale).format(number));
}

// Say a date in words, as exactly as it is known: 2026-11-20T18:30, 2026-11 or 2026.
export function day(date, locale) {
  const [, year, month, number] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date);
  const exact = { year: "numeric", timeZone: "UTC" };
  if (month) exact.month = "long";
  if (number) exact.day = "numeric";
  const when = Date.UTC(year, (month ?? 1) - 1, number ?? 1);
  // Only a whole day has a name in another calendar: months of two lie across each other.
  const calendar = number ? locale : locale.replace("-ca-persian", "-ca-gregory");
  return new Intl.DateTimeFormat(calendar, exact).format(when);
}

// Return the text of a snippet in parts, each with the elements that it stands in. A snippet is
// HTML, of these two elements only; a page that admits no HTML of a script's is given the parts.
const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
export function parts(html) {
  const found = [];
  const within = [];
  for (const [part, end, element] of html.matchAll(/<(\/?)(mark|bdi)>|[^<]+/g)) {
    if (!element) {
      const text = part.replace(/&(?:amp|lt|gt|quot);/g, (sign) => SIGNS[sign]);
      found.push({ text, within: [...within] });
    } else if (end) within.pop();
    else within.push(element);
  }
  return found;
}

// Put the text of a snippet into an element.
export function put(element, html) {
  element.replaceChildren(...parts(html).map(({ text, within }) =>
    within.reduceRight((inner, name) => {
      const outer = document.createElement(name);
      outer.append(inner);
      return outer;
    }, text)));
}

const WORD = /[\p{L}\p{M}\p{N}\u0640]+/gu;
const LAST = /[\p{L}\p{M}\p{N}\u0640]+(?=[^\p{L}\p{M}\p{N}\u0640\s]*$)/u;

// Return a query with another last word; null where its last word is at its end.
export function finished(query, word) {
  return LAST.test(query) ? query.replace(LAST, () => word) : null;
}

// Return a word as the articles spell it, for the index knows only its folded form (مدرسه);
// null where the results do not show it.
export function spelt(form, results, fold) {
  for (const { title, snippet } of results) {
    const marked = parts(snippet).filter(({ within }) => within.includes("mark"));
    const words = [...marked.map(({ text }) => text), ...(title.match(WORD) ?? [])];
    const found = words.find((word) => fold(word) === form);
    if (found) return found;
  }
  return null;
}
