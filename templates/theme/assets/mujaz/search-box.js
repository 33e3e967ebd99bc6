// The box of the search in the masthead: a combobox whose options are the words that the last one
// may become, the articles that fit best, and the page of the search.
import { complete, fold, isolated, search } from "./search.js";
import { counted, day, finished, forms, put, spelt } from "./search-words.js";

const ARTICLES = 5;
const WORDS = 3;
const PAUSE = 100; // milliseconds between the last key and a question

export function start(root) {
  const words = root.querySelector(".find__words");
  const panel = root.querySelector(".find__panel");
  const list = root.querySelector(".find__list");
  const status = root.querySelector("[role=status]");
  const { locale, all } = root.dataset;
  const numbers = forms(root.dataset);
  const page = words.form.action;
  let turn = 0; // of the newest question: the answers to older ones come too late
  let chosen = -1;
  let timer;

  const close = () => {
    turn += 1;
    clearTimeout(timer);
    panel.hidden = true;
    words.setAttribute("aria-expanded", "false");
    choose(-1);
  };

  const choose = (place) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) words.setAttribute("aria-activedescendant", option.id);
    else words.removeAttribute("aria-activedescendant");
  };

  const show = (query, found) => {
    const options = [
      ...found.words.map(([query, word]) => wordOption(page, query, word)),
      ...found.results.map((result) => articleOption(result, locale)),
      ...(found.results.length ? [option(`${page}?q=${encodeURIComponent(query)}`, "find__all", all)] : []),
    ];
    options.forEach((option, place) => {
      option.id = `find-${place}`;
    });
    choose(-1);
    list.replaceChildren(...options);
    panel.querySelector(".find__failed").hidden = true;
    panel.hidden = !options.length;
    words.setAttribute("aria-expanded", String(options.length > 0));
    status.textContent = counted(numbers, found.total, locale);
  };

  const ask = async () => {
    const query = words.value;
    if (!query.trim()) return close();
    const mine = (turn += 1);
    try {
      const found = await answer(query);
      if (mine === turn) show(query, found);
    } catch {
      if (mine === turn) fail();
    }
  };

  const fail = () => {
    const failed = panel.querySelector(".find__failed");
    list.replaceChildren();
    failed.hidden = panel.hidden = false;
    status.textContent = failed.textContent;
  };

  const keys = {
    ArrowDown: () => choose(chosen + 1 < list.children.length ? chosen + 1 : -1),
    ArrowUp: () => choose(chosen < 0 ? list.children.length - 1 : chosen - 1),
    Enter: () => list.children[chosen]?.click(),
    Escape: close,
  };
  words.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (panel.hidden) {
      if (event.key === "ArrowDown") ask();
    } else if (event.key in keys && (event.key !== "Enter" || chosen >= 0)) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  words.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  // A word that is chosen goes on being typed at.
  list.addEventListener("click", (event) => {
    const { query } = event.target.closest("[role=option]")?.dataset ?? {};
    if (query === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    words.value = `${query} `;
    words.focus();
    ask();
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !root.contains(relatedTarget)) close();
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!root.contains(target)) close();
  });

  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", list.id],
    ["aria-expanded", "false"],
  ]) words.setAttribute(name, value);
  if (words.value.trim()) return ask();
  return search(""); // the index is opened while the reader types
}

// Return what a query finds; while its last word is none yet, what the words find that begin so.
async function answer(query) {
  const found = await search(query, { limit: ARTICLES });
  if (found.total && !found.relaxed.length) return { ...found, words: [] };
  const begun = finished(query, "") === null ? [] : await complete(query, WORDS);
  const tried = await Promise.all(begun.map(async (form) => {
    const meant = finished(query, form);
    const { results, relaxed, total } = await search(meant, { limit: ARTICLES });
    return { form, results, total: relaxed.length ? 0 : total };
  }));
  const good = tried.filter(({ total }) => total);
  if (!good.length) return { ...found, words: [] };
  return {
    words: good.map(({ form, results }) => {
      const word = spelt(form, results, fold);
      return [finished(query, word), word];
    }),
    results: mixed(good.map(({ results, total }) => results.slice(0, total))),
    total: Math.max(...good.map(({ total }) => total)),
  };
}

// The best of each list, then the second of each, and so on; none twice.
function mixed(lists) {
  const found = new Map();
  for (let place = 0; place < ARTICLES; place += 1) {
    for (const list of lists) if (list[place]) found.set(list[place].url, list[place]);
  }
  return [...found.values()].slice(0, ARTICLES);
}

function made(name, kind, ...inner) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
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

function wordOption(page, query, word) {
  const link = option(`${page}?q=${encodeURIComponent(query)}`, "find__word", word);
  link.dataset.query = query;
  return link;
}

function articleOption({ url, title, source, date, language }, locale) {
  const headline = made("span", "find__title");
  put(headline, isolated(title));
  if (language) [headline.lang, headline.dir] = [language, "auto"];
  const meta = made("span", "find__meta", made("bdi", "", source));
  if (date) meta.append(made("span", "", day(date, locale)));
  return option(url, "", headline, meta);
}
