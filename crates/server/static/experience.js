// While an experience is filled in, the areas follow the category and the amounts the period. Without this script
// a button asks the server for the areas, and the amounts of every period stand in the lists.
(function () {
  "use strict";

  var category = document.getElementById("category");
  var place = document.getElementById("areas");
  var shown = place.dataset.category;
  var waiting = {};
  document.querySelectorAll("template[data-category]").forEach(function (template) {
    waiting[template.dataset.category] = template.content;
  });

  // What was ticked under a category is still ticked when the person comes back to it.
  function showAreas() {
    var wanted = category.value in waiting || category.value === shown ? category.value : "";
    if (wanted === shown) {
      return;
    }
    var before = document.createDocumentFragment();
    before.append.apply(before, place.childNodes);
    waiting[shown] = before;
    place.append(waiting[wanted]);
    shown = wanted;
  }

  var period = document.getElementById("salaryPeriod");
  var lists = ["salaryMin", "salaryMax"].map(function (id) {
    var select = document.getElementById(id);
    return { select: select, groups: Array.from(select.querySelectorAll("optgroup")) };
  });

  // What is chosen stays in sight, also where it belongs to another period: the person decides what to change.
  function showAmounts() {
    lists.forEach(function (list) {
      var chosen = list.select.value;
      list.groups.forEach(function (group) {
        var holds = Array.from(group.children).some(function (option) {
          return option.value === chosen;
        });
        if (!period.value || group.dataset.period === period.value || holds) {
          list.select.append(group);
        } else {
          group.remove();
        }
      });
      list.select.value = chosen;
    });
  }

  document.getElementById("show-areas").hidden = true;
  category.addEventListener("change", showAreas);
  period.addEventListener("change", showAmounts);
  showAreas();
  showAmounts();
  // A browser may put back what was entered after the page has loaded.
  window.addEventListener("pageshow", function () {
    showAreas();
    showAmounts();
  });
})();
