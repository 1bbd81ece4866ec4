"use strict";
(function () {
  var form = document.getElementById("filter");
  var count = document.getElementById("count");
  var entries = Array.prototype.slice.call(document.querySelectorAll("tbody.entry"));
  var sections = Array.prototype.slice.call(document.querySelectorAll("tbody.section"));

  function fits(entry, kind, text) {
    var parts = kind.split(":");
    if (parts[0] === "section" && entry.dataset.section !== parts[1]) { return false; }
    if (parts[0] === "kind" && entry.dataset.kinds.split(" ").indexOf(parts[1]) < 0) { return false; }
    return !text || entry.dataset.text.indexOf(text) >= 0;
  }

  function apply() {
    var kind = form.elements.kind.value, text = form.elements.text.value.trim().toLowerCase();
    var differs = form.elements.differs.checked, outlier = form.elements.outlier.checked, gap = form.elements.gap.checked;
    var alive = {}, shown = 0, total = 0;
    entries.forEach(function (entry) {
      var some = false, own = null, fit = fits(entry, kind, text);
      Array.prototype.forEach.call(entry.rows, function (row) {
        var keep = fit && (!differs || row.classList.contains("differs")) &&
          (!outlier || row.classList.contains("outlying")) && (!gap || row.classList.contains("gap"));
        total += 1;
        row.hidden = !keep;
        some = some || keep;
        own = own || row;
      });
      // what is said of an entry is never shown without its name
      if (some) { own.hidden = false; }
      shown += Array.prototype.filter.call(entry.rows, function (row) { return !row.hidden; }).length;
      entry.hidden = !some;
      alive[entry.dataset.section] = alive[entry.dataset.section] || some;
    });
    sections.forEach(function (one) { one.hidden = !alive[one.dataset.section]; });
    count.textContent = "Показано строк: " + shown + " из " + total;
  }

  // a link to an entry that the filter hides shows everything again
  function reveal() {
    var name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { return; }
    var target = name && document.getElementById(name);
    if (target && target.hidden) {
      form.reset();
      form.elements.differs.checked = false;
      apply();
      target.scrollIntoView();
    }
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
  reveal();
})();
