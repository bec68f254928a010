// Goes on from a partner's link to the request that its fragment names. A link without a whole code leaves the
// form on the page, and says what is wrong with it.
(function () {
  "use strict";
  // The whole link, pasted over a shortened one, changes the fragment alone.
  addEventListener("hashchange", function () {
    location.reload();
  });
  var content = new URLSearchParams(location.hash.slice(1)).get("content") || "";
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(content)) {
    location.replace("/add/" + content.toLowerCase());
    return;
  }
  document.addEventListener("DOMContentLoaded", function () {
    document.getElementById(content ? "cut-short" : "no-code").hidden = false;
    // The steps copy the address of this page, which is not whole.
    document.getElementById("by-hand").hidden = true;
  });
})();
