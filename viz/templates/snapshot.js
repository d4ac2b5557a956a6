"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var box = document.getElementById("picture");
  var net = new vis.Network(
    box,
    { nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) },
    data.options
  );
  var moves = {
    closer: function () { net.moveTo({ scale: net.getScale() * 1.25 }); },
    wider: function () { net.moveTo({ scale: net.getScale() / 1.25 }); },
    all: function () { net.fit(); },
    left: function () { shift(-1, 0); },
    right: function () { shift(1, 0); },
    up: function () { shift(0, -1); },
    down: function () { shift(0, 1); }
  };
  function shift(x, y) {
    var at = net.getViewPosition();
    var step = 200 / net.getScale();
    net.moveTo({ position: { x: at.x + x * step, y: at.y + y * step } });
  }
  document.getElementById("moves").hidden = false;
  Object.keys(moves).forEach(function (name) {
    document.getElementById(name).addEventListener("click", moves[name]);
  });
  // The sizes of the boxes are known once they have been drawn.
  net.once("afterDrawing", function () { net.fit(); });
})();
