/// The script of the page: sorting, and the filter of counties. Everything can be read without it. It holds none of
/// the characters that XML reads as its own, and no data.
enum PageScript {
    static let text: StaticString = #"""
        (function () {
          "use strict";
          var root = document.documentElement;
          root.classList.add("js");
          function number(text) {
            var plain = text.replace(/[,\s%*\u00d7]/g, "");
            return plain === "" || isNaN(plain) ? null : Number(plain);
          }
          function text(row, column) {
            var cell = row.cells[column];
            return cell ? cell.textContent.trim() : "";
          }
          function sort(table, head) {
            var body = table.tBodies[0], column = head.cellIndex, rows = Array.from(body.rows);
            var end = rows.findIndex(function (row) { return row.classList.contains("sum"); });
            var part = end === -1 ? rows : rows.slice(0, end), rest = end === -1 ? [] : rows.slice(end);
            var down = head.getAttribute("aria-sort") !== "descending";
            Array.from(head.parentNode.cells).forEach(function (other) { other.setAttribute("aria-sort", "none"); });
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            part.map(function (row) { return { row: row, text: text(row, column), number: number(text(row, column)) }; })
              .sort(function (a, b) {
                if (a.number === null || b.number === null) {
                  if (a.number !== null) { return -1; }
                  if (b.number !== null) { return 1; }
                  return (down ? 1 : -1) * a.text.localeCompare(b.text, root.lang);
                }
                return (down ? 1 : -1) * (b.number - a.number);
              })
              .concat(rest.map(function (row) { return { row: row }; }))
              .forEach(function (entry) { body.appendChild(entry.row); });
          }
          function sortable(table) {
            if (table.tBodies[0].rows.length - 3 !== Math.abs(table.tBodies[0].rows.length - 3)) { return; }
            Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells).forEach(function (head) {
              head.setAttribute("aria-sort", "none");
              head.tabIndex = 0;
              head.addEventListener("click", function () { sort(table, head); });
              head.addEventListener("keydown", function (event) {
                if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(table, head); }
              });
            });
          }
          document.querySelectorAll(".table table").forEach(sortable);
          function address(cell) {
            var table = cell.closest("table"), part = cell.parentNode.dataset.row, heads = table.tHead.rows;
            var head = heads[heads.length - 1].cells[cell.cellIndex];
            var whole = head.dataset.figure || table.dataset.figure;
            if (!whole || part === undefined) { return ""; }
            var figure = whole.replace("*", function () { return part; });
            if (figure.indexOf("@") === -1) { return figure; }
            return head.dataset.column ? figure.replace("@", function () { return head.dataset.column; }) : "";
          }
          document.addEventListener("mouseover", function (event) {
            var cell = event.target.closest("table[data-figure] td");
            if (cell) { cell.title = address(cell); }
          });
          var field = document.querySelector(".filter input");
          function filter() {
            var wanted = field.value.trim().toLowerCase();
            document.querySelectorAll("[data-name]").forEach(function (element) {
              element.hidden = element.dataset.name.toLowerCase().indexOf(wanted) === -1;
            });
          }
          if (field) { field.addEventListener("input", filter); }
        })();

        """#
}
