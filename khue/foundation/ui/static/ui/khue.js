/* Khuê's own script. Every deed works without it; it only saves clicks. No inline handlers: the policy forbids them. */
"use strict";
(() => {
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  /* Filters are sent as soon as something is chosen. */
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
  });

  /* A form with unsaved changes asks before it is left. */
  let unsaved = null;
  document.addEventListener("input", (event) => {
    unsaved = event.target.closest("form[data-guard]") || unsaved;
  });
  document.addEventListener("submit", (event) => {
    if (event.target === unsaved) unsaved = null;
    /* A second click must not send twice. */
    if (event.target.method === "post" && !event.defaultPrevented) {
      if (event.target.dataset.sent) event.preventDefault();
      event.target.dataset.sent = "1";
      setTimeout(() => delete event.target.dataset.sent, 5000); /* a download leaves the page where it is */
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && unsaved.isConnected) event.preventDefault();
  });
  window.addEventListener("pageshow", () => all(document, "form[data-sent]").forEach((form) => delete form.dataset.sent));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.dataset) delete event.target.dataset.sent;
    if (event.target === unsaved && event.detail.successful) unsaved = null;
  });

  /* What arrives while somebody presses may push the button away from under the pointer, and the browser then knows of no click:
     who kept the pointer still has pressed the button all the same. Who drew it away, or scrolled, has not. */
  let pressed = null;
  document.addEventListener("pointerdown", (event) => {
    const button = event.button === 0 ? event.target.closest("button") : null;
    pressed = button && { button, top: button.getBoundingClientRect().top, x: event.clientX, y: event.clientY, scrolled: scrollY };
  });
  document.addEventListener("pointercancel", () => { pressed = null; });
  document.addEventListener("pointerup", (event) => {
    const was = pressed;
    pressed = null;
    if (!was || !was.button.isConnected || was.scrolled !== scrollY) return;
    if (was.button.contains(document.elementFromPoint(event.clientX, event.clientY))) return;
    const still = Math.hypot(event.clientX - was.x, event.clientY - was.y) < 8;
    if (still && Math.abs(was.button.getBoundingClientRect().top - was.top) > 1) was.button.click();
  });

  /* N: the next doubtful cell. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all(document, "details.k-menu[open]").forEach(shut);
    if (event.key.toLowerCase() !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const doubts = all(document, "[data-doubt]");
    if (!doubts.length) return;
    const here = doubts.indexOf(document.activeElement.closest("[data-doubt]"));
    const next = doubts[(here + 1) % doubts.length];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  });

  /* Menus close when one looks elsewhere. */
  function shut(menu) {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
  document.addEventListener("click", (event) => {
    all(document, "details.k-menu[open]").filter((menu) => !menu.contains(event.target)).forEach(shut);
  });

  /* Notes that may be put away. */
  function dismissable(root) {
    all(root, "[data-dismiss]:not(:has(> .k-dismiss))").forEach((note) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "k-dismiss";
      button.setAttribute("aria-label", document.documentElement.lang === "en" ? "Dismiss" : "Đóng lời báo");
      button.textContent = "×";
      button.addEventListener("click", () => note.remove());
      note.append(button);
    });
  }

  /* Files dropped onto a place that holds some already join them. */
  function together(before, more) {
    const all = new DataTransfer();
    [...before, ...more].forEach((file) => all.items.add(file));
    return all.files;
  }

  /* A form with files shows how much of them has gone. */
  document.addEventListener("htmx:xhr:progress", (event) => {
    const shown = event.target.querySelector("[data-sent]");
    if (!shown || !event.detail.lengthComputable) return;
    shown.hidden = false;
    shown.querySelector("progress").value = Math.round((100 * event.detail.loaded) / event.detail.total);
  });

  /* Dropping a file: the input itself takes it; here it is only made visible. */
  function droppable(root) {
    all(root, "[data-drop]").forEach((place) => {
      const input = place.querySelector("input[type=file]");
      const names = place.querySelector(".k-drop-names");
      if (!input || place.dataset.ready) return;
      place.dataset.ready = "1";
      ["dragover", "dragenter"].forEach((kind) => place.addEventListener(kind, (event) => {
        event.preventDefault();
        place.classList.add("is-over");
      }));
      ["dragleave", "drop"].forEach((kind) => place.addEventListener(kind, () => place.classList.remove("is-over")));
      place.addEventListener("drop", (event) => {
        if (event.target === input) return;
        event.preventDefault();
        input.files = input.multiple ? together(input.files, event.dataTransfer.files) : event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      input.addEventListener("change", () => {
        names.replaceChildren(...Array.from(input.files, (file) => {
          const line = document.createElement("li");
          line.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024)).toLocaleString("vi-VN")} KB)`;
          return line;
        }));
      });
    });
  }

  /* The browser speaks its own language on a file input: our words lie under it, the input itself stays on top and takes everything. */
  function speaking(root) {
    all(root, "input[type=file]").forEach((input) => {
      if (input.parentElement.classList.contains("k-file")) return;
      const english = document.documentElement.lang === "en";
      const box = document.createElement("span"), button = document.createElement("span"), name = document.createElement("span");
      box.className = "k-file";
      button.className = "k-file-button";
      button.textContent = english ? "Choose file" : "Chọn tệp";
      button.ariaHidden = name.ariaHidden = "true"; /* the input says it itself */
      const tell = () => {
        const files = Array.from(input.files, (file) => file.name);
        const many = english ? `${files.length} files` : `${files.length} tệp`; /* their names stand below */
        name.textContent = files.length > 3 ? many : files.join(", ") || (english ? "No file chosen" : "Chưa chọn tệp nào");
      };
      input.before(box);
      box.append(button, name, input);
      input.addEventListener("change", tell);
      tell();
    });
  }

  /* A table from Word or Excel: its HTML keeps cells together that its text tears apart. What is typed afterwards wins. */
  document.addEventListener("paste", (event) => {
    const marked = event.target.dataset && document.getElementById(event.target.dataset.paste);
    if (!marked) return;
    const html = event.clipboardData.getData("text/html");
    marked.value = /<table/i.test(html) && !event.target.value.trim() ? html : "";
    const rows = (html.match(/<tr[\s>]/gi) || []).length;
    const told = event.target.form.querySelector("[data-pasted]");
    if (told) told.textContent = marked.value ? `Đã nhận bảng ${rows} dòng, giữ nguyên các ô.` : "";
  });
  document.addEventListener("input", (event) => {
    const marked = event.target.dataset && document.getElementById(event.target.dataset.paste);
    if (marked && event.inputType !== "insertFromPaste") marked.value = "";
  });

  /* A box in the head of a table that ticks all boxes of one name. */
  document.addEventListener("change", (event) => {
    const name = event.target.dataset.tickAll;
    if (name) all(document, `input[type=checkbox][name="${name}"]`).forEach((box) => { box.checked = event.target.checked; });
  });

  function start(root) {
    dismissable(root);
    droppable(root);
    speaking(root);
    const faulty = root.querySelector("[data-focus]");
    if (faulty) faulty.focus();
  }
  start(document);
  document.addEventListener("htmx:load", (event) => start(event.target.parentElement || document));
})();
