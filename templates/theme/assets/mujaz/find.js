// The way to the search, on every page: the rest is loaded when a reader asks for it. No module, for
// modules do not run in a page that is opened from a disk, and such a reader is told so.
(() => {
  const page = document.querySelector(".finder");
  const root = page ?? document.querySelector(".find");
  if (!root) return; // a digest's own masthead may have none
  const words = root.querySelector("[name=q]");
  const results = page?.querySelector(".finder__results");

  let started;
  const start = () => {
    started ??= (page ? import("./search-page.js") : import("./search-box.js"))
      .then((module) => module.start(root))
      .catch(() => {
        started = undefined;
        results?.removeAttribute("aria-busy");
        for (const hidden of root.querySelectorAll(".find__panel, .find__failed, .finder__failed")) {
          hidden.hidden = false;
        }
      });
  };
  if (page) {
    // Shown before the search is there.
    words.value = new URLSearchParams(location.search).get("q") ?? "";
    if (words.value) results.setAttribute("aria-busy", "true");
    start();
  } else words.addEventListener("focus", start);

  // On a telephone the box lies behind a button; without this script that is a link.
  const opener = root.querySelector(".find__open");
  const open = () => {
    root.classList.add("find--open");
    words.focus();
  };
  const close = () => {
    root.classList.remove("find--open");
    if (opener.checkVisibility?.() ?? opener.offsetParent) opener.focus();
  };
  opener?.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  root.querySelector(".find__close")?.addEventListener("click", close);
  // What Escape has not closed before it comes here is the box itself.
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !page) close();
  });

  // On an Arabic keyboard the key of the slash writes another letter.
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" || event.code === "Slash";
    const combined = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!slash || combined || typing) return;
    event.preventDefault();
    if (page) words.focus();
    else open();
  });
})();
