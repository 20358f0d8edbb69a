// In the head, before anything is drawn: "auto" follows the device, and the sidebar is as it was left.
(function () {
  var root = document.documentElement;
  if (root.dataset.theme !== "auto") return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function apply() { root.dataset.bsTheme = dark.matches ? "dark" : "light"; }
  apply();
  dark.addEventListener("change", apply);
})();
if (localStorage.getItem("sidebar") === "icons") document.documentElement.dataset.sidebar = "icons";
