// The box of the search in the masthead: a combobox whose options are the words that the last one
// may become, the articles that fit best, and the page of the search.
import { complete, fold, isolated, search } from "./search.js";
import { counted, day, finished, put, spelt } from "./search-words.js";

const ARTICLES = 5;
const WORDS = 3;
const PAUSE = 100; // milliseconds between the last key and a question

export function start(root) {
  const words = root.querySelector(".find__words");
  const panel = root.querySelector(".find__panel");
  const list = root.querySelector(".find__list");
  const failed = root.querySelector(".find__failed");
  const none = root.querySelector(".find__none");
  const status = root.querySelector("[role=status]");
  const { locale, all } = root.dataset;
  const address = (query) => `${words.form.action}?q=${encodeURIComponent(query)}`;
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
      ...found.words.map((word) => wordOption(address, finished(query, word), word)),
      ...found.results.map((result) => articleOption(result, locale)),
    ];
    const whole = found.words.length ? finished(query, found.words[0]) : query;
    if (options.length) options.push(option(address(whole), "find__all", all));
    options.forEach((option, place) => {
      option.id = `find-${place}`;
    });
    choose(-1);
    list.replaceChildren(...options);
    failed.hidden = true;
    panel.hidden = false;
    words.setAttribute("aria-expanded", String(options.length > 0));
    status.textContent = counted(root.dataset, found.total, locale);
    none.textContent = options.length ? "" : status.textContent;
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
    list.replaceChildren();
    none.textContent = "";
    failed.hidden = panel.hidden = false;
    words.setAttribute("aria-expanded", "false");
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
  if (words.value.trim()) ask();
  else search("").catch(() => {}); // opened while the reader types, whom `ask` will tell if it fails
}

// Return what a query finds; while its last word is none yet, what the words find that begin so.
async function answer(query) {
  const found = await search(query, { limit: ARTICLES });
  if (found.total && !found.relaxed.length) {
    return { words: [], results: found.results.slice(0, found.total), total: found.total };
  }
  const begun = finished(query, "") === null ? [] : await complete(query, WORDS);
  const tried = await Promise.all(begun.map(async (form) => {
    const meant = finished(query, form);
    const { results, relaxed, total } = await search(meant, { limit: ARTICLES });
    return { form, results, total: relaxed.length ? 0 : total };
  }));
  const words = tried.map(({ form, results }) => spelt(form, results, fold)).filter(Boolean);
  const results = mixed(tried.map(({ results, total }) => results.slice(0, total)));
  if (!words.length || !results.length) return { ...found, words: [] };
  return { words, results, total: results.length };
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

function wordOption(address, query, word) {
  const link = option(address(query), "find__word", word);
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
