// The filters of the search's page: what is chosen in them, and how many articles each choice leaves.
import { names, search } from "./search.js";
import { day } from "./search-words.js";

const MOST = 40; // choices in a filter
const COUNTED = ["source", "section", "tag", "year"];
export const FILTERS = ["source", "section", "tag", "from", "to", "sort"]; // in the address

export class Filters {
  constructor(root, locale) {
    this.form = root.querySelector("form");
    this.element = root.querySelector(".finder__filters");
    this.toggle = root.querySelector(".finder__toggle");
    this.locale = locale;
    this.number = new Intl.NumberFormat(locale);
    this.sections = new Map([...this.form.section.options].map(({ value, text }) => [value, text]));
  }

  // On a telephone they are folded away.
  get folded() {
    return !this.element.getClientRects().length;
  }

  unfold(open) {
    this.element.classList.toggle("finder__filters--shown", open);
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  // Put what is asked for into the fields that know it without an index.
  read(asked) {
    for (const name of ["from", "to", "sort"]) this.form[name].value = asked[name];
  }

  // Take what a field says now into what is asked for.
  take({ name, value }, asked) {
    if (name !== "year") asked[name] = value;
    else for (const [end, day] of [["from", "01-01"], ["to", "12-31"]]) {
      asked[end] = this.form[end].value = value && `${value}-${day}`;
    }
  }

  show(asked, { counts, known }) {
    for (const field of COUNTED) {
      const chosen = field === "year" ? wholeYear(asked) : asked[field];
      const select = this.form[field];
      const options = choices(field, counts[field], chosen).map(([id, count]) => {
        return new Option(`${this.name(field, id, known)} (${this.number.format(count)})`, id);
      });
      select.replaceChildren(select.options[0], ...options);
      select.value = chosen;
    }
  }

  name(field, id, known) {
    if (field === "year") return day(id, this.locale);
    return this.sections.get(id) ?? known[field].find((row) => row[0] === id)?.[1] ?? id;
  }
}

// The year that the dates span from its first day to its last; empty where they span none.
const wholeYear = ({ from, to }) =>
  from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31` ? from.slice(0, 4) : "";

// Return what a filter offers with its counts: years from the last, else what is met most; what is
// chosen is among it.
function choices(field, counts, chosen) {
  const by = field === "year" ? 0 : 1;
  const rows = Object.entries(counts).sort((one, two) => two[by] - one[by]);
  const kept = rows.slice(0, MOST);
  if (!chosen || kept.some(([id]) => id === chosen)) return kept;
  return [...kept, [chosen, counts[chosen] ?? 0]];
}

// Return how many articles each choice of each filter would leave beside the other filters, and
// the names of the choices.
export async function counted({ q, sort, ...filters }, limit) {
  // Articles with a phrase are read one by one, as many as the page shows.
  const options = { limit: /["“”„«»]/.test(q) ? limit : 1, counts: true };
  const asked = COUNTED.map(async (field) => {
    const without = field === "year" ? { from: "", to: "" } : { [field]: "" };
    const { counts } = await search(q, { ...options, filters: { ...filters, ...without } });
    return [field, counts[field]];
  });
  const [known, ...counts] = await Promise.all([names(), ...asked]);
  return { known, counts: Object.fromEntries(counts) };
}
