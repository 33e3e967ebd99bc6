// The page of the search: what its address asks for, found, counted and narrowed down. The words
// that it says stand in its HTML; see templates/pages/search.html.
import { complete, fold, isolated, search, names, terms, words as wordsOf } from "./search.js";
import { counted, day, finished, forms, put, spelt } from "./search-words.js";

const STEP = 20;
const PAUSE = 150; // milliseconds between the last key and a question
const MOST = 40; // choices in a filter
const WORDS = 4;
const KEPT = ["q", "source", "section", "tag", "from", "to", "sort"]; // in the address
const BY_COUNT = ["source", "section", "tag", "year"];

export function start(root) {
  const form = root.querySelector("form");
  const status = root.querySelector(".finder__count");
  const found = root.querySelector(".finder__results");
  const rest = root.querySelector(".finder__rest");
  const more = root.querySelector(".finder__more");
  const toggle = root.querySelector(".finder__toggle");
  const filters = root.querySelector(".finder__filters");
  const [full, near] = root.querySelectorAll("ol");
  const { locale } = root.dataset;
  const numbers = forms(root.dataset);
  const number = (value) => new Intl.NumberFormat(locale, { useGrouping: value > 9999 }).format(value);
  const title = document.title;
  const sections = Object.fromEntries([...form.section.options].map(({ value, text }) => [value, text]));
  const asked = Object.fromEntries(KEPT.map((name) => [name, ""]));
  let limit = STEP;
  let turn = 0; // of the newest question: the answers to older ones come too late
  let timer;

  const read = () => {
    const given = new URLSearchParams(location.search);
    for (const name of KEPT) asked[name] = given.get(name) ?? "";
    form.q.value = asked.q;
    for (const name of ["from", "to", "sort"]) form[name].value = asked[name];
  };

  const write = () => {
    const given = KEPT.filter((name) => asked[name].trim()).map((name) => [name, asked[name].trim()]);
    const told = new URLSearchParams(given).toString();
    history.replaceState(history.state, "", told ? `?${told}` : location.pathname);
    document.title = asked.q.trim() ? `${asked.q.trim()} · ${title}` : title;
  };

  // A line that may be said: hidden where there is nothing to say.
  const line = (kind, ...inner) => {
    const element = root.querySelector(`.finder__${kind}`);
    element.hidden = !inner.length;
    element.querySelector("span")?.replaceChildren(...inner);
  };

  const list = (element, results) => element.replaceChildren(...results.map((one) => story(root, one, locale)));

  const show = (answer) => {
    const first = answer.results.slice(0, limit);
    list(full, first.slice(0, answer.total));
    list(near, first.slice(answer.total));
    rest.hidden = !near.children.length;
    more.hidden = answer.results.length <= limit;
    status.textContent = counted(numbers, answer.total, locale);
    line("relaxed", ...listed(answer.relaxed.map((form) => typed(asked.q, form)), locale));
    line("suggestion", ...(answer.suggestion ? [link(answer.suggestion)] : []));
    line("begun", ...answer.begun.flatMap((query, place) => [place ? " · " : "", link(query)]));
    line("failed");
    for (const field of BY_COUNT) choices(field, answer.counts[field], answer.names);
    found.removeAttribute("aria-busy");
  };

  const choices = (field, counts, names) => {
    const chosen = field === "year" ? wholeYear(asked) : asked[field];
    const label = new Map(names[field]);
    const rows = Object.entries(counts).sort((a, b) => (field === "year" ? b[0] - a[0] : b[1] - a[1]));
    if (chosen && !(chosen in counts)) rows.unshift([chosen, 0]);
    const kept = rows.slice(0, MOST);
    if (chosen && !kept.some(([id]) => id === chosen)) kept.push(rows.find(([id]) => id === chosen));
    const options = kept.map(([id, count]) => {
      const name = field === "year" ? day(id, locale) : (sections[id] ?? label.get(id) ?? id);
      return new Option(`${name} (${number(count)})`, id, false, id === chosen);
    });
    form[field].replaceChildren(form[field].options[0], ...options);
    form[field].value = chosen;
  };

  const blank = () => {
    for (const element of [full, near, status]) element.replaceChildren();
    for (const kind of ["relaxed", "suggestion", "begun", "failed"]) line(kind);
    rest.hidden = more.hidden = true;
    found.removeAttribute("aria-busy");
  };

  const ask = async () => {
    const mine = (turn += 1);
    write();
    if (!asked.q.trim()) return blank();
    found.setAttribute("aria-busy", "true");
    try {
      const answer = await answered(asked, limit + 1);
      if (mine === turn) show(answer);
    } catch {
      if (mine !== turn) return;
      blank();
      root.querySelector(".finder__failed").hidden = false;
    }
  };
  const askAnew = () => {
    limit = STEP;
    return ask();
  };

  const link = (query) => {
    const element = document.createElement("a");
    element.href = `?${new URLSearchParams({ ...given(asked), q: query })}`;
    element.textContent = query;
    element.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      form.q.value = asked.q = query;
      form.q.focus();
      askAnew();
    });
    return element;
  };

  form.addEventListener("input", ({ target }) => {
    if (target.name === "year") {
      [form.from.value, form.to.value] = target.value ? [`${target.value}-01-01`, `${target.value}-12-31`] : ["", ""];
      [asked.from, asked.to] = [form.from.value, form.to.value];
    } else asked[target.name] = target.value;
    clearTimeout(timer);
    timer = setTimeout(askAnew, target === form.q ? PAUSE : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    askAnew();
  });
  more.addEventListener("click", async () => {
    const last = limit;
    limit += STEP;
    await ask();
    found.querySelectorAll("li a")[last]?.focus();
  });
  const unfold = (open) => {
    filters.classList.toggle("finder__filters--shown", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  toggle.addEventListener("click", () => unfold(toggle.getAttribute("aria-expanded") === "false"));
  addEventListener("popstate", () => {
    read();
    askAnew();
  });

  read();
  unfold(KEPT.some((name) => name !== "q" && asked[name]));
  if (!asked.q) form.q.addEventListener("focus", () => search(""), { once: true });
  return ask();
}

const given = (asked) => Object.fromEntries(Object.entries(asked).filter(([, value]) => value));

// The year that the dates span from its first day to its last; empty where they span none.
const wholeYear = ({ from, to }) =>
  from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31` ? from.slice(0, 4) : "";

// Return what is found, and for each filter what there would be without it.
async function answered({ q, sort, ...filters }, limit) {
  const options = { limit, filters, sort: sort || "relevance", counts: true };
  const [answer, known] = await Promise.all([search(q, options), names()]);
  const counts = { ...answer.counts };
  const quoted = /["“”„«»]/.test(q); // articles with a phrase are read one by one, up to the limit
  await Promise.all(BY_COUNT.map(async (field) => {
    const none = field === "year" ? { from: "", to: "" } : { [field]: "" };
    if (Object.keys(none).every((name) => !filters[name])) return;
    const wider = { ...options, limit: quoted ? limit : 1, filters: { ...filters, ...none } };
    counts[field] = (await search(q, wider)).counts[field];
  }));
  const whole = answer.total && !answer.relaxed.length;
  return {
    ...answer,
    counts,
    names: known,
    suggestion: answer.suggestion && (await respelt(answer.suggestion, q)),
    begun: whole ? [] : await begun(q),
  };
}

// Return a suggestion as the articles spell its words.
async function respelt(suggestion, query) {
  const { results } = await search(suggestion, { limit: 3 });
  const before = new Set(wordsOf(query));
  return wordsOf(suggestion).reduce(
    (text, word) => (before.has(word) ? text : text.replace(word, () => spelt(word, results, fold))),
    suggestion,
  );
}

// Return the query with each word that its last may become.
async function begun(query) {
  if (finished(query, "") === null) return [];
  const found = await Promise.all((await complete(query, WORDS)).map(async (form) => {
    const { results, relaxed } = await search(finished(query, form), { limit: 1 });
    return relaxed.length ? null : finished(query, spelt(form, results, fold));
  }));
  return [...new Set(found.filter(Boolean))];
}

// Return a word of a query as it was typed, by its folded form.
const typed = (query, form) => wordsOf(query).find((word) => terms(word).includes(form)) ?? form;

function listed(words, locale) {
  if (!words.length) return [];
  return new Intl.ListFormat(locale).formatToParts(words).map(({ type, value }) => {
    if (type === "literal") return value;
    const word = document.createElement("bdi");
    word.textContent = value;
    return word;
  });
}

function story(root, { url, title, source, date, language, snippet }, locale) {
  const row = root.querySelector(".finder__story").content.cloneNode(true);
  const [link, text, time] = ["h3 a", ".story__summary", "time"].map((one) => row.querySelector(one));
  link.href = url;
  put(link, isolated(title));
  put(text, snippet);
  if (language) for (const one of [link, text]) [one.lang, one.dir] = [language, "auto"];
  row.querySelector(".meta__source").textContent = source;
  if (date) {
    [time.dateTime, time.textContent] = [date, day(date, locale)];
    time.nextElementSibling.remove();
  } else time.remove();
  return row;
}
