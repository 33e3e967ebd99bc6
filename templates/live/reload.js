// Added to pages by `mujaz serve`, and to nothing that is built.
(() => {
  const { news, file, key } = document.currentScript.dataset;
  const told = document.createElement("pre");
  told.dir = "auto";
  told.style.cssText =
    "position:fixed;inset:0 0 auto;z-index:99;margin:0;padding:1rem;max-height:50vh;overflow:auto;" +
    "white-space:pre-wrap;background:#7f1d1d;color:#fff;font:1rem/1.6 monospace";
  let stream;
  // A tab that nobody sees gives its connection back: browsers have six for one host.
  const listen = () => {
    stream?.close();
    if (document.hidden) return;
    stream = new EventSource(`${news}?${new URLSearchParams({ file, key })}`);
    stream.addEventListener("reload", () => location.reload());
    stream.addEventListener("wrong", (event) => {
      told.textContent = JSON.parse(event.data);
      document.body.append(told);
    });
    stream.addEventListener("right", () => told.remove());
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => stream?.close());
  listen();
})();
