// The reader's choice of light or dark. Without a choice, and without this script, the style sheet
// follows the system. It stands in the head, so that no page flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  // Digests can share a host: each keeps its own choice, under its own path.
  const key = `mujaz-scheme ${new URL(document.currentScript.src).pathname}`;

  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is blocked: a choice lasts until the next page
    }
  };
  const remember = (scheme) => {
    try {
      if (scheme) localStorage.setItem(key, scheme);
      else localStorage.removeItem(key);
    } catch {
      // as above
    }
  };
  // The browser's own bars take one colour for a light system and one for a dark, or the chosen one.
  const bars = [...document.querySelectorAll("meta[name=theme-color]")];
  const papers = bars.map((bar) => bar.content);
  const wear = (scheme) => {
    if (scheme) root.dataset.mdColorScheme = scheme;
    else delete root.dataset.mdColorScheme;
    bars.forEach((bar, place) => {
      bar.content = papers[scheme ? Number(scheme === "slate") : place];
    });
  };
  const dark = () => (root.dataset.mdColorScheme ?? (system.matches ? "slate" : "default")) === "slate";

  wear(chosen());

  addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-md-component=palette]");
    if (!button) return;
    const tell = () => button.setAttribute("aria-pressed", dark());
    button.addEventListener("click", () => {
      const want = dark() ? "default" : "slate";
      // Choosing what the system shows anyway is to follow the system again.
      const scheme = (want === "slate") === system.matches ? null : want;
      wear(scheme);
      remember(scheme);
      tell();
    });
    system.addEventListener("change", tell);
    tell();
    button.hidden = false;
  });
})();
