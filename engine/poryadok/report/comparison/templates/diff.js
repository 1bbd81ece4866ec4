"use strict";
(function () {
  var form = document.getElementById("filter");
  var count = document.getElementById("count");
  var unfold = document.getElementById("unfold");
  var changes = Array.prototype.slice.call(document.querySelectorAll("tbody.change"));
  var groups = Array.prototype.slice.call(document.querySelectorAll("tbody.group"));
  var sections = Array.prototype.slice.call(document.querySelectorAll("section[data-profile]"));

  function chosen(name) {
    return form.elements[name] ? form.elements[name].value : "";
  }

  function apply() {
    var classes = {}, norm = chosen("norm"), profile = chosen("profile"), alive = {}, shown = 0;
    form.querySelectorAll("input[name=class]").forEach(function (box) { classes[box.value] = box.checked; });
    changes.forEach(function (row) {
      var fits = classes[row.dataset.class] && (!norm || row.dataset.norm === norm) &&
        (!profile || row.dataset.profile === profile);
      row.hidden = !fits;
      if (fits) {
        shown += 1;
        alive[row.dataset.profile + "/" + row.dataset.norm] = true;
      }
    });
    groups.forEach(function (row) { row.hidden = !alive[row.dataset.profile + "/" + row.dataset.norm]; });
    sections.forEach(function (one) { one.hidden = Boolean(profile) && one.dataset.profile !== profile; });
    count.textContent = "Показано различий: " + shown + " из " + changes.length;
  }

  // a link to a change that the filter hides shows everything again
  function reveal() {
    var name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch (error) { return; }
    var target = name && document.getElementById(name);
    if (target && target.closest("[hidden]")) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  }

  form.addEventListener("change", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(apply, 0); });
  unfold.addEventListener("click", function () {
    var open = unfold.getAttribute("aria-pressed") !== "true";
    document.querySelectorAll("details").forEach(function (one) { one.open = open; });
    unfold.setAttribute("aria-pressed", String(open));
  });
  window.addEventListener("hashchange", reveal);
  form.hidden = false;
  apply();
  reveal();
})();
