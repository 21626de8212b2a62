"use strict";
const charts = JSON.parse(document.getElementById("charts").textContent);
const settings = { responsive: true, displayModeBar: false };
for (const [place, chart] of Object.entries(charts)) {
  Plotly.newPlot(place, chart.data, chart.layout, settings);
}
