// What pages do beyond forms and links: menus that close, the command menu, keys. Everything works without it.
(function () {
  "use strict";
  var commands = document.getElementById("commands");
  var keys = document.getElementById("keys");
  var input = document.getElementById("command-input");
  var results = document.getElementById("command-results");

  // Menus: one open at a time, closed by Esc (focus back on the button) and by a click elsewhere.
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest("details[data-menu]"));
  });

  // In a menu the arrows go round; from its closed button, down opens it.
  function goInMenu(menu, step) {
    menu.open = true;
    var items = Array.from(menu.querySelectorAll("a[href], button"));
    var from = items.indexOf(document.activeElement);
    var next = from < 0 ? (step > 0 ? 0 : items.length - 1) : (from + step + items.length) % items.length;
    if (items.length > 0) items[next].focus();
  }

  function isTyping(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  function openCommands() {
    if (!commands || commands.open) return;
    commands.showModal();
    input.select();
    input.dispatchEvent(new Event("commands-opened"));
  }

  // A row of a list opens its record, wherever it is clicked; a text that was marked stays marked.
  function recordOf(row) {
    return row.querySelector("a[data-record]") || row.querySelector("a[href]");
  }
  document.addEventListener("click", function (event) {
    var row = event.target.closest("main table.records tbody tr");
    if (!row || event.target.closest("a, button, input, label, select, summary, details") || String(getSelection()) !== "") return;
    var record = recordOf(row);
    if (!record) return;
    if (event.ctrlKey || event.metaKey) window.open(record.href);
    else record.click();
  });

  // Lists: the focus goes from the record of one row to the next, where Enter opens it as it opens any link.
  function goToRow(step) {
    var links = Array.from(document.querySelectorAll("main table.records tbody tr"), recordOf)
      .filter(function (link) { return link !== null; });
    if (links.length === 0) return;
    var row = document.activeElement.closest("tbody tr");
    var from = links.findIndex(function (link) { return link.closest("tr") === row; });
    links[from < 0 ? 0 : Math.min(Math.max(from + step, 0), links.length - 1)].focus();
  }

  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openCommands();
    } else if (event.key === "Escape") {
      var open = document.querySelector("details[data-menu][open]");
      if (!open) return;
      open.open = false;
      open.querySelector("summary").focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.closest("details[data-menu]")) {
      event.preventDefault();
      goInMenu(event.target.closest("details[data-menu]"), event.key === "ArrowDown" ? 1 : -1);
    } else if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) {
      return;
    } else if (event.key === "/") {
      var search = document.querySelector("main input[type=search]") || document.getElementById("site-search");
      if (!search) return;
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "?" && keys) {
      event.preventDefault();
      keys.showModal();
    } else if (event.key === "j" || event.key === "k") {
      goToRow(event.key === "j" ? 1 : -1);
    }
  });

  document.querySelectorAll("[data-open-commands]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function (event) {
      event.preventDefault();
      openCommands();
    });
  });

  // The sidebar with or without words, as it was left.
  var fold = document.querySelector("[data-fold-sidebar]");
  if (fold) {
    var root = document.documentElement;
    fold.hidden = false;
    fold.setAttribute("aria-pressed", root.dataset.sidebar === "icons" ? "true" : "false");
    fold.addEventListener("click", function () {
      var icons = root.dataset.sidebar !== "icons";
      root.dataset.sidebar = icons ? "icons" : "words";
      localStorage.setItem("sidebar", root.dataset.sidebar);
      fold.setAttribute("aria-pressed", icons ? "true" : "false");
    });
  }
  document.querySelectorAll("[data-open-keys]").forEach(function (button) {
    button.addEventListener("click", function () { keys.showModal(); });
  });

  // A sentence to send to the member. Without a clipboard (no HTTPS) there is no button.
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim()).then(function () {
          button.lastChild.textContent = "Copied";
        });
      });
    });
  }

  // A message goes once its field is corrected; the answer to a preview says whether it is right now.
  function mark(field, isWrong) {
    if (isWrong) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  document.addEventListener("input", function (event) {
    if (event.target.getAttribute("aria-invalid") !== "true") return;
    mark(event.target, false);
    var message = document.getElementById(event.target.id + "-error");
    if (message) message.textContent = "";
  });
  document.addEventListener("htmx:oobAfterSwap", function (event) {
    var id = event.detail.target && event.detail.target.id;
    var field = id && id.endsWith("-error") ? document.getElementById(id.slice(0, -6)) : null;
    if (field) mark(field, event.detail.target.textContent.trim() !== "");
  });

  // What is confirmed is what was previewed: while one types, its button waits for the next preview.
  function hold(form, isHeld) {
    form.querySelectorAll("button[name=Confirmed]").forEach(function (button) { button.disabled = isHeld; });
  }
  document.addEventListener("input", function (event) {
    if (event.target.form && event.target.form.hasAttribute("hx-post")) hold(event.target.form, true);
  });
  ["htmx:responseError", "htmx:sendError", "htmx:timeout"].forEach(function (failure) {
    document.addEventListener(failure, function (event) { hold(event.detail.elt, false); });
  });

  // A click beside a dialog's box closes it.
  document.querySelectorAll("dialog").forEach(function (dialog) {
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog) dialog.close();
    });
  });

  // The command menu's list: the choice moves with the arrows while the focus stays in the field.
  function options() { return Array.prototype.slice.call(results.querySelectorAll("[role=option]")); }
  function choose(index) {
    var all = options();
    all.forEach(function (option, place) {
      option.setAttribute("aria-selected", place === index ? "true" : "false");
      if (place === index) {
        input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      }
    });
    if (all.length === 0) input.removeAttribute("aria-activedescendant");
  }
  function chosen() { return options().findIndex(function (option) { return option.getAttribute("aria-selected") === "true"; }); }
  if (commands) {
    input.addEventListener("keydown", function (event) {
      var count = options().length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (count > 0) choose((chosen() + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
      } else if (event.key === "Escape") {
        // A search field would only clear itself.
        event.preventDefault();
        commands.close();
      } else if (event.key === "Enter" && chosen() >= 0) {
        event.preventDefault();
        options()[chosen()].click();
      }
    });
    results.addEventListener("htmx:afterSwap", function () { choose(0); });
  }
})();
