// Lists with rows to tick: the bar says how many are, and is there once one is. Without script the bar is there from the start.
(function () {
  "use strict";
  document.querySelectorAll("form[data-ticks]").forEach(function (form) {
    var bar = form.querySelector(".tick-bar");
    if (!bar) return;
    var said = form.querySelector("[data-ticks-said]");
    var all = form.querySelector("[data-ticks-all]");
    var page = form.querySelector("[data-ticks-page]");
    var boxes = Array.prototype.slice.call(form.querySelectorAll("tbody input[type=checkbox]"));
    var buttons = Array.prototype.slice.call(bar.querySelectorAll("button"));

    function tell() {
      var count = boxes.filter(function (box) { return box.checked; }).length;
      var any = all.checked || count > 0;
      said.textContent = all.checked ? "All that match are chosen, on this page or not." : count === 0 ? "Tick credits to act on them." : count === 1 ? "1 credit is ticked." : count + " credits are ticked.";
      bar.classList.toggle("is-on", any);
      buttons.forEach(function (button) { button.disabled = !any; });
      page.checked = count === boxes.length;
      page.indeterminate = count > 0 && count < boxes.length;
    }

    page.hidden = false;
    page.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = page.checked; });
      tell();
    });
    form.addEventListener("change", tell);
    // Back in the browser's history the boxes are as they were left.
    window.addEventListener("pageshow", tell);
    tell();
  });
})();
