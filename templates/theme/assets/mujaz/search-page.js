// The page of the search: what its address asks for, found, told and narrowed down. The sentences
// that it says stand in its HTML; see templates/pages/search.html.
import { complete, fold, isolated, search, terms, words as wordsOf } from "./search.js";
import { counted as countedBy, Filters, FILTERS } from "./search-filters.js";
import { counted, day, finished, put, spelt } from "./search-words.js";

const STEP = 20; // articles that are shown at once
const BEGUN = 4; // words that the last one may become
const PAUSE = 150; // milliseconds between the last key and a question
const KEPT = ["q", ...FILTERS];

export const start = (root) => new Finder(root).open();

class Finder {
  constructor(root) {
    const { locale } = root.dataset;
    Object.assign(this, { root, locale, title: document.title, limit: STEP });
    this.form = root.querySelector("form");
    this.filters = new Filters(root, locale);
    this.found = root.querySelector(".finder__results");
    this.rest = root.querySelector(".finder__rest");
    this.more = root.querySelector(".finder__more");
    [this.full, this.near] = root.querySelectorAll("ol");
    this.robots = Object.assign(document.createElement("meta"), { name: "robots", content: "noindex" });
    this.turn = 0; // of the newest question: the answers to older ones come too late
  }

  open() {
    const { limit, top } = history.state ?? {}; // where a reader comes back from an article
    if (limit) this.limit = limit;
    this.read();
    this.filters.unfold(FILTERS.some((name) => this.asked[name]));
    this.listen();
    this.ask().then(() => top && scrollTo(0, top));
  }

  listen() {
    const { form, filters } = this;
    form.addEventListener("input", ({ target }) => {
      filters.take(target, this.asked);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.askAnew(), target === form.q ? PAUSE : 0);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      this.askAnew();
    });
    // The index is opened while the reader types, whom `ask` will tell if it fails.
    form.q.addEventListener("focus", () => search("").catch(() => {}), { once: true });
    this.more.addEventListener("click", () => this.showMore());
    filters.toggle.addEventListener("click", () => {
      filters.unfold(filters.folded);
      this.count(this.turn);
    });
    addEventListener("pagehide", () => this.keep(scrollY));
    addEventListener("popstate", () => {
      this.read();
      this.askAnew();
    });
  }

  // ---- the address

  read() {
    const given = new URLSearchParams(location.search);
    this.asked = Object.fromEntries(KEPT.map((name) => [name, given.get(name) ?? ""]));
    this.form.q.value = this.asked.q;
    this.filters.read(this.asked);
  }

  // Keep how much is shown, and how far it was read.
  keep(top) {
    history.replaceState({ limit: this.limit, top }, "", this.address(this.asked));
  }

  write() {
    this.keep(0);
    const words = this.asked.q.trim();
    document.title = words ? `${words} · ${this.title}` : this.title;
    this.keepOut();
  }

  // Answers are no pages of their own: search engines are asked not to list them. What a digest's
  // own template asks of them stays.
  keepOut() {
    if (this.address(this.asked).startsWith("?")) document.head.append(this.robots);
    else this.robots.remove();
  }

  address(asked) {
    const given = KEPT.map((name) => [name, asked[name].trim()]).filter(([, value]) => value);
    return given.length ? `?${new URLSearchParams(given)}` : location.pathname;
  }

  // ---- questions

  askAnew() {
    this.limit = STEP;
    return this.ask();
  }

  async ask() {
    const turn = (this.turn += 1);
    this.write();
    if (!this.asked.q.trim()) {
      this.clear();
      return;
    }
    this.found.setAttribute("aria-busy", "true");
    try {
      const answer = await answered(this.asked, this.limit + 1);
      if (turn === this.turn) this.show(answer);
    } catch {
      if (turn !== this.turn) return;
      this.clear();
      this.fail();
    }
    this.count(turn);
  }

  // The counts read more of the index than the answer does: they come after it, where they are seen.
  async count(turn) {
    if (turn !== this.turn || this.filters.folded || !this.asked.q.trim()) return;
    try {
      const counts = await countedBy(this.asked, this.limit + 1);
      if (turn === this.turn) this.filters.show(this.asked, counts);
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  async showMore() {
    const last = this.limit;
    this.limit += STEP;
    await this.ask();
    this.found.querySelectorAll("li a")[last]?.focus();
  }

  // ---- answers

  show({ results, total, relaxed, suggestion, begun }) {
    const shown = results.slice(0, this.limit);
    this.list(this.full, shown.slice(0, total));
    this.list(this.near, shown.slice(total));
    this.rest.hidden = shown.length <= total;
    this.more.hidden = results.length <= this.limit;
    this.root.querySelector(".finder__count").textContent = counted(this.root.dataset, total, this.locale);
    // Where nothing is found, or the last word is only begun, these lines would say no more.
    this.line("relaxed", total ? this.joined(relaxed.map((form) => typed(this.asked.q, form))) : []);
    this.line("suggestion", suggestion && !begun.length ? [this.link(suggestion)] : []);
    this.line("begun", begun.flatMap((query, place) => [place ? " · " : "", this.link(query)]));
    this.line("failed", []);
    this.found.removeAttribute("aria-busy");
  }

  clear() {
    this.list(this.full, []);
    this.list(this.near, []);
    this.rest.hidden = this.more.hidden = true;
    this.root.querySelector(".finder__count").textContent = "";
    for (const kind of ["relaxed", "suggestion", "begun", "failed"]) this.line(kind, []);
    this.found.removeAttribute("aria-busy");
  }

  fail() {
    this.root.querySelector(".finder__failed").hidden = false;
  }

  list(element, results) {
    element.replaceChildren(...results.map((result) => this.story(result)));
  }

  // A line that is hidden where there is nothing to say in it.
  line(kind, inner) {
    const element = this.root.querySelector(`.finder__${kind}`);
    element.hidden = !inner.length;
    element.querySelector("span")?.replaceChildren(...inner);
  }

  link(query) {
    const link = document.createElement("a");
    link.href = this.address({ ...this.asked, q: query });
    link.textContent = query;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.form.q.value = this.asked.q = query;
      this.form.q.focus();
      this.askAnew();
    });
    return link;
  }

  joined(words) {
    return new Intl.ListFormat(this.locale).formatToParts(words).map(({ type, value }) => {
      if (type === "literal") return value;
      const word = document.createElement("bdi");
      word.textContent = value;
      return word;
    });
  }

  time(date) {
    const time = document.createElement("time");
    [time.dateTime, time.textContent] = [date, day(date, this.locale)];
    return time;
  }

  story({ url, title, source, date, language, snippet }) {
    const row = this.root.querySelector(".finder__story").content.cloneNode(true);
    const [link, text] = ["h3 a", ".story__summary"].map((one) => row.querySelector(one));
    link.href = url;
    put(link, isolated(title));
    put(text, snippet);
    if (language) for (const one of [link, text]) [one.lang, one.dir] = [language, "auto"];
    row.querySelector(".meta__source").textContent = source;
    if (date) row.querySelector(".stories__when").replaceChildren(this.time(date));
    return row;
  }
}

async function answered({ q, sort, ...filters }, limit) {
  const answer = await search(q, { limit, filters, sort: sort || "relevance" });
  const whole = answer.total && !answer.relaxed.length;
  const [suggestion, words] = await Promise.all([
    answer.suggestion && respelt(answer.suggestion, q),
    whole ? [] : begun(q),
  ]);
  return { ...answer, suggestion, begun: words };
}

// Return a suggestion as the articles spell its words.
async function respelt(suggestion, query) {
  const { results } = await search(suggestion, { limit: 3 });
  const before = new Set(wordsOf(query));
  const wrong = wordsOf(suggestion).filter((word) => !before.has(word));
  return wrong.reduce((text, word) => text.replace(word, () => spelt(word, results, fold) ?? word), suggestion);
}

// Return the query with each word that its last may become.
async function begun(query) {
  if (finished(query, "") === null) return [];
  const found = await Promise.all((await complete(query, BEGUN)).map(async (form) => {
    const { results, relaxed } = await search(finished(query, form), { limit: 2 });
    return relaxed.length ? null : spelt(form, results, fold);
  }));
  return found.filter(Boolean).map((word) => finished(query, word));
}

// Return a word of a query as it was typed, by its folded form.
const typed = (query, form) => wordsOf(query).find((word) => terms(word).includes(form)) ?? form;
