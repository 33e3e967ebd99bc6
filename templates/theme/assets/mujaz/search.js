// The search of a digest. Its index is a folder of small files beside the site, and only those that
// a query needs are fetched: a manifest, shards of a lexicon (each form of a word, and the head of
// its kin), shards of postings by those heads, and the text of each article that is shown.
//
//   search(query, {limit, filters, sort, counts, suggest}) -> {total, relaxed, suggestion, results, counts}
//   complete(prefix, limit) -> [word]
//   names() -> {source: [[id, name]], section, tag}
//
// mujaz/search/*.py write what is read here; tests/search holds both against the same cases.

// ---- letters: the same as arabic.fold and arabic.words

const VARIANTS = new Map();
for (const [letter, variants] of [
  ["ا", "ٱأإآ"],
  ["ي", "ىیېےۍئ"],
  ["و", "ؤ"],
  ["ه", "ةۃہھەۀ"],
  ["ك", "کگڪڭ"],
  ["ف", "ڤ"],
  ["ق", "ڨ"],
  ["ن", "ں"],
  [".", "٫"],
  [",", "٬"],
  ["'", "’"],
  ["ss", "ß"],
  ["σ", "ς"],
]) {
  for (const variant of variants) VARIANTS.set(variant, letter);
}
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join("")}]`, "gu");
// Accents, vowel signs, tatweel (U+0640), joiners (U+200C, U+200D), and what no reader sees.
const DROPPED =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\u00ad\u034f\u061c\u180e\ufeff]+/gu;
// Vowel signs that stand alone as shaped letters would come apart into a blank and a sign.
const LONE = /[\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74-\ufe7f]/g;
const DIGIT = /[^\P{Nd}0-9]/gu;
const PLAIN = /^[\u0621-\u063a\u0641-\u064a0-9a-z]*$/; // what no table of Unicode changes

export function fold(text) {
  if (PLAIN.test(text)) return text.replace(VARIANT, (one) => VARIANTS.get(one));
  const whole = text.replace(LONE, "");
  const plain = whole.normalize("NFKC").toLowerCase().replace(VARIANT, (one) => VARIANTS.get(one));
  if (PLAIN.test(plain)) return plain;
  return plain
    .normalize("NFKD")
    .replace(DROPPED, "")
    .replace(VARIANT, (one) => VARIANTS.get(one))
    .replace(DIGIT, (one) => digit(one))
    .normalize("NFKC")
    .toLowerCase();
}

// The digits of a script stand in a row, from nought to nine.
function digit(one) {
  let point = one.codePointAt(0);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point -= 1;
    value += 1;
  }
  return String(value);
}

const RUN = "[\\p{L}\\p{N}]+(?:[\\p{M}\u0640\u200c\u200d]+[\\p{L}\\p{N}]*)*";
const WORD = new RegExp(
  `${RUN}(?:(?:(?<=\\p{Nd})[.,٫٬:/](?=\\p{Nd})|(?<=[A-Za-z\u00c0-\u024f])['’](?=[A-Za-z\u00c0-\u024f]))${RUN})*`,
  "gu",
);

export const words = (text) => text.match(WORD) ?? [];

// The words of a text as the index has them: those that are displayed, folded one by one.
export const terms = (text) => words(text).flatMap(termsOf);
const termsOf = (word) => (PLAIN.test(word) ? [fold(word)] : words(fold(word)));

// ---- what may be written onto a word of which the lexicon knows nothing

export function guesses(word, rules) {
  const found = new Set();
  const ends = (text) => {
    for (const pronoun of rules.pronouns) {
      if (!text.endsWith(pronoun) || text.length - pronoun.length < 3) continue;
      const inner = text.slice(0, -pronoun.length);
      if (inner.endsWith("ت")) found.add(`${inner.slice(0, -1)}ه`);
      found.add(inner);
    }
    for (const [ending, instead] of rules.endings) {
      if (text.endsWith(ending) && text.length - ending.length >= 3) {
        found.add(text.slice(0, -ending.length) + instead);
      }
    }
  };
  const bare = [word];
  for (const beginning of rules.beginnings) {
    if (!word.startsWith(beginning) || word.length - beginning.length < 3) continue;
    const inner = word.slice(beginning.length);
    found.add(`ال${inner}`).add(inner);
    bare.push(inner);
  }
  const near = [...found];
  for (const inner of bare) for (const one of rules.beginnings) found.add(one + inner);
  const wider = [...found].slice(near.length);
  bare.forEach(ends);
  return [near, wider, [...found].slice(near.length + wider.length)];
}

// ---- the files

const UTF8 = new TextDecoder();
const WINDOWS = new TextDecoder("windows-1256");
const END = " ";
const NAME = 7;
const FORMAT = 3; // of all files; see mujaz/search/parts.py
const KINDS = { words: "w", groups: "g", spelling: "s" };
const AT = 64; // the code of "@", before "A"
const ZERO = 48; // the code of "0"

class Library {
  constructor(base, get) {
    this.base = base;
    this.get = get;
    this.files = new Map();
  }

  // A file's name tells what is in it, so each is asked for once; the manifest is asked about.
  file(path, fresh = false) {
    if (!this.files.has(path)) {
      const asked = this.get(new URL(path, this.base), fresh).then(inflate);
      asked.catch(() => this.files.delete(path));
      this.files.set(path, asked);
    }
    return this.files.get(path);
  }

  async manifest() {
    this.told ??= this.file("index.bin", true).then((bytes) => {
      const told = JSON.parse(UTF8.decode(bytes));
      // A browser may have kept this script longer than the site had such an index.
      if (told.format !== FORMAT) throw new Error(`an index of format ${told.format}, not ${FORMAT}`);
      for (const kind in KINDS) {
        const [prefixes, names] = told[kind];
        const each = names ? prefixes.split("\n") : [];
        const name = (prefix, i) => `${KINDS[kind]}${spelt(prefix)}-${cut(names, i)}`;
        told[kind] = new Map(each.map((prefix, i) => [prefix, name(prefix, i)]));
      }
      told.common = new Set(told.common.split(" "));
      told.beginnings = told.beginnings.split(" ");
      told.pronouns = told.pronouns.split(" ");
      return told;
    });
    this.told.catch(() => {
      this.told = undefined;
    });
    return this.told;
  }

  // The shard in which a key is; nothing where the index has none that begins so.
  async shard(kind, key, read) {
    const shards = (await this.manifest())[kind];
    for (let length = 0; length <= key.length + 1; length += 1) {
      const name = shards.get((key + END).slice(0, length));
      if (name) return this.read(name, read);
    }
    return new Map();
  }

  // What there is in all shards in which a key may begin so; null where those are more than `most`.
  async beginning(kind, prefix, read, most = Infinity) {
    const shards = [...(await this.manifest())[kind]];
    const near = shards.filter(([key]) => key.startsWith(prefix) || (prefix + END).startsWith(key));
    if (near.length > most) return null;
    const found = await Promise.all(near.map(([, name]) => this.read(name, read)));
    return found.flatMap((one) => [...one]);
  }

  async read(name, read) {
    const path = `${name}.bin`;
    const key = `${path} ${read.name}`;
    if (!this.files.has(key)) this.files.set(key, this.file(path).then(read));
    return this.files.get(key);
  }

  async text(number) {
    const [size, names] = (await this.manifest()).texts;
    const block = Math.floor(number / size);
    const bytes = await this.file(`t${block}-${cut(names, block)}/${number % size}.bin`);
    const whole = (bytes[0] ? UTF8 : WINDOWS).decode(bytes.subarray(1));
    const end = whole.indexOf("\n");
    const [url, title, source, date, language] = JSON.parse(whole.slice(0, end));
    return { url, title, source, date, language, text: whole.slice(end + 1) };
  }

  async facets(number) {
    const [, names] = (await this.manifest()).facets;
    return this.read(`f${number}-${cut(names, number)}`, json);
  }
}

const spelt = (prefix) => Array.from(prefix, (one) => one.codePointAt(0).toString(16)).join(".");
const cut = (names, place) => names.slice(place * NAME, (place + 1) * NAME);
const json = (bytes) => JSON.parse(UTF8.decode(bytes));

async function fetched(url, fresh) {
  const answer = await fetch(url, fresh ? { cache: "no-cache" } : {});
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A shard of the lexicon: each form with its level and the head of its kin. Letters are counted as
// Python counts them: those of Adlam and others are two of JavaScript's each.
function lexicon(bytes) {
  const found = new Map();
  let letters = [];
  for (const line of UTF8.decode(bytes).split("\n")) {
    const [, shared, rest, level, front, behind, ending] =
      /^(.)([^@-Z]*)([@-Z])(.)(.)(.*)$/.exec(line) ?? [];
    if (!shared) continue;
    letters = [...letters.slice(0, shared.charCodeAt(0) - ZERO), ...rest];
    const kept = letters.slice(front.charCodeAt(0) - ZERO, letters.length - behind.charCodeAt(0) + ZERO);
    found.set(letters.join(""), { level: level.charCodeAt(0) - AT, head: kept.join("") + ending });
  }
  return found;
}

// A shard of frequent words: each with its level.
function spelling(bytes) {
  const lines = UTF8.decode(bytes).split("\n").slice(0, -1);
  return new Map(lines.map((line) => [line.slice(0, -1), { level: line.charCodeAt(line.length - 1) - AT }]));
}

// A shard of postings: each head with its forms; which of them are mates, and where they are met.
function groups(bytes) {
  const found = new Map();
  let place = 0;
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[place++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const some = () => {
    const length = number();
    place += length;
    return bytes.subarray(place - length, place);
  };
  while (place < bytes.length) {
    const head = UTF8.decode(some());
    const forms = new Map();
    for (let count = number(); count; count -= 1) {
      const form = UTF8.decode(some());
      forms.set(form, { bare: number(), postings: some() });
    }
    found.set(head, forms);
  }
  return found;
}

// Add what a list of postings says to the sums of the articles.
function add(sums, bytes) {
  let article = 0;
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 127) * scale;
    scale *= 128;
    if (byte > 127) continue;
    article += Math.floor(value / 16);
    sums[article] += WEIGHTS[value % 16];
    value = 0;
    scale = 1;
  }
}

// ---- what a query says

// Words, "phrases in quotation marks", and -words that must not be there.
export function parse(query) {
  const parts = [];
  const parser = /((?<!\S)[-−–])?(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))/gu;
  for (const [, sign, quoted, plain] of query.matchAll(parser)) {
    const forms = terms(quoted ?? plain);
    const without = Boolean(sign);
    if (quoted !== undefined && forms.length > 1) parts.push({ forms, without, phrase: true });
    else for (const form of forms) parts.push({ forms: [form], without, phrase: false });
  }
  return parts;
}

// ---- what matches

// Three circles stand around a word: itself, its mates (other letters in front), and its kin.
const CIRCLES = 3;
const SHARES = [0.3, 0.3, 0.4];
const SATURATED = 1.2; // k1 of BM25
const PARTLY = 0.02; // what a circle counts in which not all words of the query are met
const NEWEST = 0.01; // what the newest article gains on the oldest, of its own score

const WEIGHTS = Array.from({ length: 16 }, (_, step) => 2 ** ((step - 6) / 2));

// Find a word: for each circle, the articles and how much the word stands for them.
async function matched(library, form) {
  const told = await library.manifest();
  const heads = new Map();
  const look = async (known) => {
    const entry = (await library.shard("words", known, lexicon)).get(known);
    if (entry) heads.set(entry.head, [...(heads.get(entry.head) ?? []), known]);
  };
  await look(form);
  if (!heads.size) {
    for (const some of guesses(form, told)) if (!heads.size) await Promise.all(some.map(look));
  }
  const sums = Array.from({ length: CIRCLES }, () => new Float32Array(told.articles));
  const forms = new Set();
  for (const [head, known] of [...heads].sort()) {
    const kin = (await library.shard("groups", head, groups)).get(head) ?? new Map();
    // No article has the form itself where only its kin is met; its mates are then guessed.
    const mates = kin.has(form) ? known : [...known, ...guesses(form, told).slice(0, 2).flat()];
    const bares = new Set(mates.map((one) => kin.get(one)?.bare));
    for (const [other, { bare, postings }] of kin) {
      forms.add(other);
      add(sums[other === form ? 0 : bares.has(bare) ? 1 : 2], postings);
    }
  }
  for (let circle = 1; circle < CIRCLES; circle += 1) {
    for (let i = 0; i < told.articles; i += 1) sums[circle][i] += sums[circle - 1][i];
  }
  return { form, forms, circles: sums };
}

const size = (sums) => sums.reduce((count, sum) => count + (sum > 0), 0);

// BM25 in each circle; a circle counts whole where it has all words of the query.
function scored(found, articles) {
  const total = new Float64Array(articles);
  let met;
  for (let circle = 0; circle < CIRCLES; circle += 1) {
    const sums = new Float64Array(articles);
    met = new Uint8Array(articles);
    for (const { circles } of found) {
      const times = circles[circle];
      const many = size(times);
      const rarity = Math.log(1 + (articles - many + 0.5) / (many + 0.5)) * (SATURATED + 1);
      for (let i = 0; i < articles; i += 1) {
        if (!times[i]) continue;
        sums[i] += (rarity * times[i]) / (times[i] + SATURATED);
        met[i] += 1;
      }
    }
    for (let i = 0; i < articles; i += 1) {
      const share = met[i] / found.length;
      if (met[i]) total[i] += SHARES[circle] * sums[i] * (share === 1 ? 1 : PARTLY * share);
    }
  }
  const hits = [];
  for (let article = 0; article < articles; article += 1) {
    const score = total[article] * (1 + (NEWEST * article) / articles);
    if (met[article]) hits.push({ article, met: met[article], score });
  }
  return hits.sort((a, b) => b.met - a.met || b.score - a.score || b.article - a.article);
}

// ---- filters

const FIELDS = ["source", "section", "tag"];

// Return a test of articles, by what their blocks of facets say; null where all pass.
async function filter(library, filters, hits) {
  const wanted = FIELDS.filter((field) => filters[field]?.length);
  const from = ordinal(filters.from ?? "", false);
  const to = ordinal(filters.to ?? "", true);
  if (!wanted.length && from === null && to === null) return null;
  const facts = await facetsOf(library, hits);
  const names = await library.facets(0);
  const places = wanted.map((field) => {
    const ids = new Set([filters[field]].flat());
    return [field, new Set(names[field].flatMap(([id], place) => (ids.has(id) ? [place] : [])))];
  });
  return (article) => {
    const fact = facts(article);
    if (from !== null && (!fact.day || fact.day < from)) return false;
    if (to !== null && (!fact.day || fact.day > to)) return false;
    return places.every(([field, set]) => [fact[field]].flat().some((place) => set.has(place)));
  };
}

// Days as Python counts them: 1 is the first of January of the year 1. «2021» ends with its last.
const DAY = 86_400_000;
const EPOCH = 719_163;
function ordinal(date, last) {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date) ?? [];
  if (!year) return null;
  if (day) return Date.UTC(year, month - 1, day) / DAY + EPOCH;
  const next = month ? Date.UTC(year, month - 1 + last, 1) : Date.UTC(+year + last, 0, 1);
  return next / DAY + EPOCH - last;
}

async function facetsOf(library, hits) {
  const [size] = (await library.manifest()).facets;
  const numbers = [...new Set(hits.map(({ article }) => Math.floor(article / size)))];
  const blocks = new Map();
  for (const [number, block] of await Promise.all(
    numbers.map(async (number) => [number, await library.facets(number + 1)]),
  )) {
    let day = 0;
    blocks.set(number, { ...block, day: block.day.map((step) => (day += step)) });
  }
  return (article) => {
    const block = blocks.get(Math.floor(article / size));
    const place = article % size;
    return Object.fromEntries(["day", ...FIELDS].map((field) => [field, block[field][place]]));
  };
}

async function counted(library, hits) {
  const facts = await facetsOf(library, hits);
  const names = await library.facets(0);
  const counts = { source: {}, section: {}, tag: {}, year: {} };
  const add = (field, id) => {
    counts[field][id] = (counts[field][id] ?? 0) + 1;
  };
  for (const { article } of hits) {
    const fact = facts(article);
    for (const field of FIELDS) {
      for (const place of [fact[field]].flat()) if (place >= 0) add(field, names[field][place][0]);
    }
    if (fact.day) add("year", new Date((fact.day - EPOCH) * DAY).getUTCFullYear());
  }
  return counts;
}

// ---- what is shown

const SHOWN = 32; // words of a snippet
const BEFORE = 6; // of them before the first that matches
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const FOREIGN = /([A-Za-z\u00c0-\u024f\u0370-\u052f][^\u0590-\u08ff<>&]*[A-Za-z0-9\u00c0-\u024f\u0370-\u052f]|[A-Za-z])/u;

const escape = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);
export const isolated = (text) =>
  text.split(FOREIGN).map((part, i) => {
    return i % 2 ? `<bdi>${escape(part)}</bdi>` : escape(part);
  }).join("");

// Return HTML: a piece of the text with the words that match marked. Places are those of the text
// as it is displayed; only single words are folded.
export function snippet(text, forms) {
  const known = new Set(forms);
  const found = [...text.matchAll(WORD)].map((match) => {
    const folded = termsOf(match[0]);
    return { start: match.index, end: match.index + match[0].length, form: folded.find((one) => known.has(one)) };
  });
  const start = bestStart(found);
  const shown = found.slice(start, start + SHOWN);
  if (!shown.length) return "";
  const last = start + SHOWN < found.length ? shown.at(-1).end : text.length;
  let place = shown[0].start;
  let html = start ? "… " : "";
  for (const word of shown) {
    if (!word.form) continue;
    html += `${isolated(text.slice(place, word.start))}<mark>${isolated(text.slice(word.start, word.end))}</mark>`;
    place = word.end;
  }
  return html + isolated(text.slice(place, last)) + (last < text.length ? " …" : "");
}

// The place from which most different words of the query are near; the first of the best.
function bestStart(found) {
  let best = 0;
  let most = 0;
  found.forEach((word, place) => {
    if (!word.form) return;
    const near = found.slice(place, place + SHOWN - BEFORE).map(({ form }) => form);
    const kinds = new Set(near.filter(Boolean)).size;
    if (kinds > most) [best, most] = [place, kinds];
  });
  return Math.max(0, best - BEFORE);
}

async function shown(library, hit, forms) {
  const { text, ...head } = await library.text(hit.article);
  const url = new URL(`../${head.url}`, library.base).href;
  return { ...head, url, snippet: snippet(text, forms) };
}

// ---- phrases: the text says whether the words follow each other

const MOST_READ = 60; // articles that are read for a phrase
const AT_ONCE = 10;

async function withPhrases(library, hits, phrases, limit) {
  const found = [];
  const most = Math.min(hits.length, MOST_READ);
  for (let place = 0; place < most && found.length < limit; place += AT_ONCE) {
    const some = hits.slice(place, Math.min(most, place + AT_ONCE));
    const read = await Promise.all(some.map(async (hit) => {
      const { title, text } = await library.text(hit.article);
      const all = ` ${terms(title).join(" ")} . ${terms(text).join(" ")} `;
      return phrases.every(({ forms }) => all.includes(` ${forms.join(" ")} `));
    }));
    found.push(...some.filter((_, i) => read[i]));
  }
  return found;
}

// ---- a misspelt word

// Damerau's distance, as far as it is not above `most`: a letter more, less, other, or two swapped.
export function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let [before, row] = [[], Array.from({ length: two.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= two.length; j += 1) {
      const same = one[i - 1] === two[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
    if (Math.min(...row) > most) return most + 1;
  }
  return row[two.length];
}

// The first letter is taken to be right, behind the article the third.
async function nearest(library, form) {
  const most = form.length < 8 ? 1 : 2;
  const right = form.slice(0, form.startsWith("ال") ? 3 : 1);
  let best = null;
  for (const [word, { level }] of await library.beginning("spelling", right, spelling)) {
    const far = distance(form, word, most);
    const rank = far * 100 - level;
    if (far && far <= most && (!best || rank < best.rank)) best = { word, rank };
  }
  return best?.word ?? null;
}

// ---- the functions that pages use

const MOST_SHARDS = 3; // that are read for the words that begin like one

export function open(base, get = fetched) {
  const library = new Library(base, get);

  async function search(query, { limit = 10, filters = {}, sort = "relevance", counts = false, suggest = true } = {}) {
    const told = await library.manifest();
    const parts = parse(query);
    const asked = [...new Set(parts.filter((part) => !part.without).flatMap(({ forms }) => forms))];
    const telling = asked.filter((form) => !told.common.has(form));
    const look = (forms) => Promise.all(forms.map((form) => matched(library, form)));
    let found = await look(telling);
    if (found.every(({ forms }) => !forms.size)) found = await look(asked);
    let hits = scored(found, told.articles);
    for (const part of parts.filter(({ without }) => without)) hits = await withoutPart(hits, part);
    const passes = await filter(library, filters, hits);
    if (passes) hits = hits.filter(({ article }) => passes(article));
    const phrases = parts.filter(({ phrase, without }) => phrase && !without);
    const all = hits.filter(({ met }) => met === found.length);
    let full = phrases.length ? await withPhrases(library, all, phrases, limit) : all;
    const relaxed = full.length ? [] : leftOut(found, hits[0], phrases);
    const rest = phrases.length && full.length ? [] : hits.filter((hit) => !full.includes(hit) && (phrases.length || hit.met < found.length));
    if (!full.length) full = rest.filter(({ met }) => met === rest[0].met);
    if (sort === "date") full = [...full].sort((a, b) => b.article - a.article);
    const listed = [...full, ...rest.filter((hit) => !full.includes(hit))].slice(0, limit);
    const forms = new Set(found.flatMap((word) => [...word.forms]));
    return {
      total: full.length,
      relaxed,
      suggestion: suggest ? await suggested(found, query) : null,
      results: await Promise.all(listed.map((hit) => shown(library, hit, forms))),
      ...(counts ? { counts: await counted(library, full) } : {}),
    };
  }

  async function withoutPart(hits, { forms }) {
    const found = await Promise.all(forms.map((form) => matched(library, form)));
    return hits.filter(({ article }) => !found.every(({ circles }) => circles[1][article]));
  }

  function leftOut(found, best, phrases) {
    const missing = found.filter(({ circles }) => !best || !circles[2][best.article]);
    const quoted = missing.length ? [] : phrases.map(({ forms }) => `"${forms.join(" ")}"`);
    return [...missing.map(({ form }) => form), ...quoted];
  }

  // The query with the nearest words for those that no article has; null where there are none.
  async function suggested(found, query) {
    const wrong = found.filter(({ forms }) => !forms.size).map(({ form }) => form);
    const right = await Promise.all(wrong.map((form) => nearest(library, form)));
    const instead = new Map(wrong.map((form, i) => [form, right[i]]).filter(([, word]) => word));
    if (!instead.size) return null;
    return query.replace(WORD, (word) => instead.get(fold(word)) ?? word);
  }

  // Return the most frequent words that begin like the last word of what is typed.
  async function complete(typed, limit = 6) {
    const prefix = terms(typed).at(-1);
    if (!prefix || prefix.length < 2) return [];
    const { common } = await library.manifest();
    const known =
      (await library.beginning("words", prefix, lexicon, MOST_SHARDS)) ??
      (await library.beginning("spelling", prefix, spelling, MOST_SHARDS)) ??
      [...common].map((form) => [form, { level: 1 }]);
    return known
      .filter(([form, { level }]) => level && form.startsWith(prefix) && form !== prefix)
      .sort((a, b) => b[1].level - a[1].level || (a[0] < b[0] ? -1 : 1))
      .slice(0, limit)
      .map(([form]) => form);
  }

  // Return what there is to filter by: {source: [[id, name]], section: …, tag: …}.
  const names = () => library.facets(0);

  return { search, complete, names };
}

const here = typeof document === "undefined" ? null : open(new URL("../../search/", import.meta.url));
export const search = here?.search;
export const complete = here?.complete;
export const names = here?.names;
if (here) window.mujaz = { ...window.mujaz, ...here };
