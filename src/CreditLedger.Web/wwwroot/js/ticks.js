// Lists with rows to tick: the bar says how many are, and is there once one is. Ticks are kept from page to page of one list, Shift ticks
// a range, and "all that match" shows on the rows. Without script the bar is there from the start, and the ticks of this page count.
(function () {
  "use strict";
  var address = new URLSearchParams(location.search);
  ["after", "before", "page"].forEach(function (name) { address.delete(name); });
  address.sort();
  var place = "ticks:" + location.pathname + "?" + address;

  document.querySelectorAll("form[data-ticks]").forEach(function (form) {
    var bar = form.querySelector(".tick-bar");
    if (!bar) return;
    var said = form.querySelector("[data-ticks-said]");
    var noun = form.getAttribute("data-ticks") || "credit";
    var asked = said.textContent;
    // Some lists can only be ticked row by row.
    var all = form.querySelector("[data-ticks-all]") || { checked: false };
    var page = form.querySelector("[data-ticks-page]");
    var boxes = Array.from(form.querySelectorAll("tbody input[type=checkbox]"));
    var none = bar.querySelector("[data-ticks-none]");
    var buttons = Array.from(bar.querySelectorAll(".btn-list button"));
    var elsewhere = [];
    var last = null;

    function keep() {
      var here = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
      sessionStorage.setItem(place, JSON.stringify(all.checked ? [] : elsewhere.concat(here)));
    }

    function tell() {
      var here = boxes.filter(function (box) { return box.checked; }).length;
      var count = here + elsewhere.length;
      said.textContent = all.checked ? "All that match are chosen, on this page or not."
        : count === 0 ? asked
        : (count === 1 ? "1 " + noun + " is ticked" : count + " " + noun + "s are ticked") +
          (elsewhere.length === 0 ? "." : ", " + elsewhere.length + " of them on other pages.");
      bar.classList.toggle("is-on", all.checked || count > 0);
      buttons.forEach(function (button) { button.disabled = !all.checked && count === 0; });
      none.hidden = !all.checked && count === 0;
      boxes.forEach(function (box) { box.closest("tr").classList.toggle("is-ticked", all.checked || box.checked); });
      page.checked = all.checked || here === boxes.length;
      page.indeterminate = !all.checked && here > 0 && here < boxes.length;
    }

    function restore() {
      var kept = JSON.parse(sessionStorage.getItem(place) || "[]");
      boxes.forEach(function (box) { box.checked = box.checked || kept.indexOf(box.value) >= 0; });
      elsewhere = kept.filter(function (id) { return boxes.every(function (box) { return box.value !== id; }); });
      tell();
    }

    page.hidden = false;
    page.addEventListener("change", function () {
      boxes.forEach(function (box) { box.checked = page.checked; });
    });
    boxes.forEach(function (box, index) {
      box.addEventListener("click", function (event) {
        if (event.shiftKey && last !== null) {
          for (var between = Math.min(last, index); between <= Math.max(last, index); between++) boxes[between].checked = box.checked;
        }
        last = index;
        keep();
        tell();
      });
    });
    form.addEventListener("change", function () {
      keep();
      tell();
    });
    form.addEventListener("formdata", function (event) {
      if (!all.checked) elsewhere.forEach(function (id) { event.formData.append(noun, id); });
    });
    none.addEventListener("click", function () {
      elsewhere = [];
      all.checked = false;
      boxes.forEach(function (box) { box.checked = false; });
      keep();
      tell();
    });

    // After the act the ticks have served.
    if (document.querySelector(".page-top .notice")) sessionStorage.removeItem(place);

    // Back in the browser's history the boxes are as they were left.
    window.addEventListener("pageshow", restore);
    restore();
  });
})();
