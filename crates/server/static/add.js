// Goes on from a partner's link to the request that its fragment names. A link without a whole code leaves the
// form on the page, and says so.
(function () {
  "use strict";
  // The whole link, pasted over a shortened one, changes the fragment alone.
  addEventListener("hashchange", function () {
    location.reload();
  });
  var fragment = location.hash.slice(1);
  var content = new URLSearchParams(fragment).get("content") || "";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(content)) {
    location.replace("/add/" + content.toLowerCase());
    return;
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (fragment) {
      document.getElementById("cut-short").hidden = false;
    }
  });
})();
