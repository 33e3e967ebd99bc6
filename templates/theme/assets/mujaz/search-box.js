// The box of the search in the masthead: a combobox whose options are the words that the last one
// may become, the articles that fit best, and the page of the search.
import { complete, fold, isolated, search } from "./search.js";
import { counted, day, finished, put, spelt } from "./search-words.js";

const ARTICLES = 5;
const BEGUN = 3; // words that the last one may become
const EACH = 2; // articles that are read for each of them
const PAUSE = 100; // milliseconds between the last key and a question

export const start = (root) => new Box(root).open();

class Box {
  constructor(root) {
    this.root = root;
    this.status = root.querySelector("[role=status]");
    for (const name of ["words", "panel", "list", "none", "failed"]) {
      this[name] = root.querySelector(`.find__${name}`);
    }
    this.chosen = -1;
    this.turn = 0; // of the newest question: the answers to older ones come too late
  }

  open() {
    const { words, list, root } = this;
    words.setAttribute("role", "combobox");
    words.setAttribute("aria-autocomplete", "list");
    words.setAttribute("aria-controls", list.id);
    this.expand(false);
    words.addEventListener("keydown", (event) => this.press(event));
    words.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    list.addEventListener("click", (event) => this.complete(event));
    root.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !root.contains(relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (!root.contains(target)) this.close();
    });
    if (words.value.trim()) this.ask();
    else search("").catch(() => {}); // opened while the reader types, whom `ask` will tell if it fails
  }

  press(event) {
    if (event.isComposing) return;
    const { length } = this.list.children;
    const keys = {
      ArrowDown: () => this.choose(this.chosen + 1 < length ? this.chosen + 1 : -1),
      ArrowUp: () => this.choose(this.chosen < 0 ? length - 1 : this.chosen - 1),
      Escape: () => this.close(),
      ...(this.chosen >= 0 && { Enter: () => this.list.children[this.chosen].click() }),
    };
    if (this.panel.hidden) {
      if (event.key === "ArrowDown") this.ask();
    } else if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  }

  choose(place) {
    const { list, words } = this;
    list.children[this.chosen]?.setAttribute("aria-selected", "false");
    this.chosen = place;
    const option = list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) words.setAttribute("aria-activedescendant", option.id);
    else words.removeAttribute("aria-activedescendant");
  }

  // A word that is chosen stands in the box, and the reader types on.
  complete(event) {
    const { query } = event.target.closest("[role=option]")?.dataset ?? {};
    if (query === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.words.value = `${query} `;
    this.words.focus();
    this.ask();
  }

  expand(open) {
    this.words.setAttribute("aria-expanded", String(open));
  }

  close() {
    this.turn += 1;
    clearTimeout(this.timer);
    this.panel.hidden = true;
    this.expand(false);
    this.choose(-1);
  }

  async ask() {
    const query = this.words.value;
    if (!query.trim()) return this.close();
    const turn = (this.turn += 1);
    try {
      const found = await answered(query);
      if (turn === this.turn) this.show(query, found);
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  show(query, { words, results, total }) {
    const { locale, all } = this.root.dataset;
    const options = [
      ...words.map((word) => this.word(finished(query, word), word)),
      ...results.map((result) => article(result, locale)),
    ];
    const whole = words.length ? finished(query, words[0]) : query;
    if (results.length) options.push(option(this.address(whole), "find__all", all));
    const said = counted(this.root.dataset, total, locale);
    this.lay(options, said, options.length ? "" : said);
  }

  fail() {
    this.lay([], this.failed.textContent, "");
    this.failed.hidden = false;
  }

  // Lay out options, or say that there are none.
  lay(options, said, none) {
    options.forEach((option, place) => {
      option.id = `${this.list.id}-${place}`;
    });
    this.choose(-1);
    this.list.replaceChildren(...options);
    this.status.textContent = said;
    this.none.textContent = none;
    this.failed.hidden = true;
    this.panel.hidden = false;
    this.expand(options.length > 0);
  }

  address(query) {
    return `${this.words.form.action}?q=${encodeURIComponent(query)}`;
  }

  word(query, word) {
    const link = option(this.address(query), "find__word", word);
    link.dataset.query = query;
    return link;
  }
}

// Return what a query finds; while its last word is none yet, what the words find that begin so.
async function answered(query) {
  const found = await search(query, { limit: ARTICLES, suggest: false });
  const { total } = found;
  if (total && !found.relaxed.length) return { words: [], results: found.results.slice(0, total), total };
  const begun = finished(query, "") === null ? [] : await complete(query, BEGUN);
  const tried = await Promise.all(begun.map(async (form) => {
    const { results, relaxed, total } = await search(finished(query, form), { limit: EACH, suggest: false });
    return { form, results: relaxed.length ? [] : results.slice(0, total) };
  }));
  const words = tried.map(({ form, results }) => spelt(form, results, fold)).filter(Boolean);
  const results = mixed(tried.map(({ results }) => results));
  return words.length ? { words, results, total: results.length } : { ...found, words };
}

// The best of each list, then the second of each; none twice.
function mixed(lists) {
  const found = new Map();
  for (let place = 0; place < EACH; place += 1) {
    for (const list of lists) if (list[place]) found.set(list[place].url, list[place]);
  }
  return [...found.values()].slice(0, ARTICLES);
}

function made(name, kind, ...inner) {
  const element = document.createElement(name);
  element.className = kind;
  element.append(...inner);
  return element;
}

function option(url, kind, ...inner) {
  const link = made("a", `find__option ${kind}`, ...inner);
  link.href = url;
  link.tabIndex = -1;
  link.setAttribute("role", "option");
  link.setAttribute("aria-selected", "false");
  return link;
}

function article({ url, title, source, date, language }, locale) {
  const headline = made("span", "find__title");
  put(headline, isolated(title));
  if (language) [headline.lang, headline.dir] = [language, "auto"];
  const meta = made("span", "find__meta", made("bdi", "", source));
  if (date) meta.append(made("span", "", day(date, locale)));
  return option(url, "", headline, meta);
}
