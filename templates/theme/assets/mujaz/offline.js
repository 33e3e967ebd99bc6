// Tells a reader who lost the network why nothing opens; the page that is open stays.
(() => {
  const notice = document.querySelector(".offline");
  if (!notice) return; // a digest's own footer may have none
  const tell = () => {
    notice.hidden = navigator.onLine;
  };
  addEventListener("online", tell);
  addEventListener("offline", tell);
  tell();
})();
