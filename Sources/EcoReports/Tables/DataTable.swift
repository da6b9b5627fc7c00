/// A table of the report: caption, headings with units, rows, and a sum line where sums have a meaning.
struct DataTable: Sendable {
    struct Column: Sendable {
        let heading: String
        var unit = ""
        var isNumber = false
        /// A sign such as ✓ in a narrow column.
        var isMark = false
        /// A dotted path or file name, which may break behind its dots.
        var isPath = false
        /// Neighbours with the same group share a heading above theirs.
        var group = ""

        static func text(_ heading: String) -> Column { Column(heading: heading) }
        static func number(_ heading: String, _ unit: String = "", group: String = "") -> Column {
            Column(heading: heading, unit: unit, isNumber: true, group: group)
        }
        static func mark(_ heading: String, group: String = "") -> Column {
            Column(heading: heading, isMark: true, group: group)
        }
        static func path(_ heading: String) -> Column { Column(heading: heading, isPath: true) }

        var alignment: String { isMark ? "m" : isNumber ? "n" : "t" }
    }

    let caption: String
    let columns: [Column]
    let rows: [[String]]
    var sum: [String]?
    /// Rows below the sum that are no part of it.
    var rowsAfterSum: [[String]] = []
    var note = ""
    /// The first cell of each row heads it.
    var hasRowHeadings = true

    var markup: Markup {
        let head = columns.map { column -> Markup in
            let unit: Markup =
                column.unit.isEmpty
                ? .nothing : .group([" ", .element("span", ["class": "unit"], .text(column.unit))])
            return .element(
                "th", ["scope": "col", "class": column.alignment], .text(column.heading), unit)
        }
        let table = Markup.element(
            "table", [:], .element("caption", [:], .text(caption)),
            .element("thead", [:], groups, .element("tr", children: head)),
            .element("tbody", children: rows.map(row) + [sumRow] + rowsAfterSum.map(row)))
        let frame = Markup.element(
            "div", ["class": "table", "role": "region", "tabindex": "0", "aria-label": caption], table)
        return note.isEmpty ? frame : .group([frame, .element("p", ["class": "note"], .text(note))])
    }

    private var groups: Markup {
        guard columns.contains(where: { !$0.group.isEmpty }) else { return .nothing }
        var runs: [(name: String, count: Int)] = []
        for column in columns {
            if let last = runs.last, last.name == column.group {
                runs[runs.count - 1].count += 1
            } else {
                runs.append((column.group, 1))
            }
        }
        let cells = runs.map { run -> Markup in
            let span = "\(run.count)"
            return run.name.isEmpty
                ? .element("td", ["colspan": span])
                : .element("th", ["scope": "colgroup", "colspan": span, "class": "g"], .text(run.name))
        }
        return .element("tr", children: cells)
    }

    private var sumRow: Markup {
        guard let sum else { return .nothing }
        return .element("tr", ["class": "sum"], children: cells(sum))
    }

    private func row(_ values: [String]) -> Markup {
        .element("tr", children: cells(values))
    }

    private func cells(_ values: [String]) -> [Markup] {
        zip(values, columns).enumerated().map { index, cell in
            let (value, column) = cell
            if column.isNumber || column.isMark {
                return .element("td", ["class": column.alignment], .text(value))
            }
            let text = Markup.element("bdi", [:], column.isPath ? Self.path(value) : .text(value))
            return index == 0 && hasRowHeadings
                ? .element("th", ["scope": "row"], text) : .element("td", ["class": "t"], text)
        }
    }

    /// A path that may break behind dots, slashes and low lines.
    private static func path(_ text: String) -> Markup {
        var pieces: [Markup] = []
        var piece = ""
        for character in text {
            piece.append(character)
            guard "./_:".contains(character) else { continue }
            pieces += [.text(piece), .element("wbr", [:])]
            piece = ""
        }
        return .group(pieces + [.text(piece)])
    }
}
