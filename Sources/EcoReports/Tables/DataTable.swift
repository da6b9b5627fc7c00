/// A table of the report: caption, headings with units, rows, and a sum line where sums have a meaning.
struct DataTable: Sendable {
    struct Column: Sendable {
        let heading: String
        var unit = ""
        var isNumber = false
        /// A number that counts what the page lists.
        var isCount = false
        /// A sign such as ✓ in a narrow column.
        var isMark = false
        /// A dotted path or file name, which may break behind its dots.
        var isPath = false
        /// Neighbours with the same group share a heading above theirs.
        var group = ""
        /// What takes the place of ``FigureAddresses/column`` in the addresses of its cells.
        var figure = ""
        /// The address of its cells where it is no part of that of the row, with a star in the place of the row's part.
        var ownFigure = ""

        static func text(_ heading: String) -> Column { Column(heading: heading) }
        static func number(
            _ heading: String, _ unit: String = "", group: String = "", figure: String = "",
            ownFigure: String = ""
        ) -> Column {
            Column(
                heading: heading, unit: unit, isNumber: true, group: group, figure: figure,
                ownFigure: ownFigure)
        }
        static func mark(_ heading: String, group: String = "", figure: String = "") -> Column {
            Column(heading: heading, isMark: true, group: group, figure: figure)
        }
        /// How many entries of a list, which is no figure of the run.
        static func count(_ heading: String) -> Column {
            Column(heading: heading, isNumber: true, isCount: true)
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
    /// What `explain` calls the rows, where it knows them.
    var figures: FigureAddresses?

    var markup: Markup {
        let frame = Markup.element(
            "div", ["class": "table", "role": "region", "tabindex": "0", "aria-label": caption], bare)
        let below = note.isEmpty ? Markup.nothing : .note(note)
        return .group([frame, below, addresses])
    }

    private var addresses: Markup {
        figures?.markup(column: columns.first { !$0.figure.isEmpty }?.figure ?? "") ?? .nothing
    }

    /// Without the columns of numbers of which no row has any.
    var withoutEmptyColumns: DataTable {
        let kept = columns.indices.filter { column in
            !columns[column].isNumber || rows.isEmpty || rows.contains { $0[column] != NumberStyle.absent }
        }
        var table = DataTable(
            caption: caption, columns: kept.map { columns[$0] },
            rows: rows.map { row in kept.map { row[$0] } }, sum: sum.map { sum in kept.map { sum[$0] } },
            rowsAfterSum: rowsAfterSum.map { row in kept.map { row[$0] } }, note: note)
        table.figures = figures
        return table
    }

    /// Tables of up to this many rows stay on one printed page.
    private static let mostTogether = 16

    /// Without the frame in which a wide table scrolls, its note and the addresses.
    var bare: Markup {
        let head = columns.enumerated().map { index, column -> Markup in
            let unit: Markup =
                column.unit.isEmpty
                ? .nothing : .group([" ", .element("small", [:], .text(column.unit))])
            // The style takes the first heading for one of text, and others for those of numbers.
            let isUsual = column.alignment == (index == 0 ? "t" : "n")
            let attributes = [
                ("class", isUsual ? "" : column.alignment), ("data-column", column.figure),
                ("data-figure", column.ownFigure),
            ].filter { !$0.1.isEmpty }
            return .element("th", [("scope", "col")] + attributes, [.text(column.heading), unit])
        }
        let (before, after) = figures?.common ?? ("", "")
        let part = { (address: String) -> String? in
            address.isEmpty ? nil : String(address.dropFirst(before.count).dropLast(after.count))
        }
        let body = rows.enumerated().map { index, cells in
            row(cells, figures.flatMap { part($0.rows[index]) })
        }
        let below = rowsAfterSum.enumerated().map { index, cells in
            row(cells, figures.flatMap { index < $0.rowsAfterSum.count ? part($0.rowsAfterSum[index]) : nil })
        }
        let isShort = rows.count + rowsAfterSum.count <= Self.mostTogether
        let address = figures == nil ? [] : [("data-figure", before + "*" + after)]
        return .element(
            "table", (isShort ? [("class", "short")] : []) + address,
            [
                .element("caption", [:], .text(caption)),
                .element("thead", [:], groups, .element("tr", children: head)),
                .element("tbody", children: body + [sumRow(part(figures?.sum ?? ""))] + below),
            ])
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

    private func sumRow(_ part: String?) -> Markup {
        guard let sum else { return .nothing }
        return .element("tr", [("class", "sum")] + (part.map { [("data-row", $0)] } ?? []), cells(sum))
    }

    /// - Parameter part: of its address what takes the place of the star in that of the table.
    private func row(_ values: [String], _ part: String?) -> Markup {
        .element("tr", part.map { [("data-row", $0)] } ?? [], cells(values))
    }

    private func cells(_ values: [String]) -> [Markup] {
        zip(values, columns).enumerated().map { index, cell in
            let (value, column) = cell
            // The style takes cells without a class for numbers: most cells are.
            if column.isCount { return .element("td", ["class": "c"], .text(value)) }
            if column.isNumber { return .element("td", [:], .text(value)) }
            if column.isMark { return .element("td", ["class": column.alignment], .text(value)) }
            let text = Self.isolated(value, column.isPath ? Self.path(value) : .text(value))
            return index == 0 && hasRowHeadings
                ? .element("th", ["scope": "row"], text) : .element("td", ["class": "t"], text)
        }
    }

    /// Set apart where it holds letters or marks that are written from right to left.
    private static func isolated(_ value: String, _ markup: Markup) -> Markup {
        value.unicodeScalars.contains(where: \.mayRunLeft) ? .element("bdi", [:], markup) : markup
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

extension Unicode.Scalar {
    /// Whether it belongs to a script that is written from right to left, or turns the direction (UAX 9).
    fileprivate var mayRunLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
