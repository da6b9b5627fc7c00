import EcoUnits

/// A value set over cells of an input table: `new_materials.nox.replacement_ratio: 1.5`.
public struct CellChange: Sendable {
    /// What names the row, and the column, joined by points. Fewer names than the table has mean every row that begins
    /// with them, `*` an empty cell.
    public let name: String
    /// As a cell of the file would say it, or with its unit.
    public let value: DocumentNode.Scalar
    public let nameLocation: SourceLocation
    public let location: SourceLocation
    public let origin: Origin

    /// `new_materials.nox` and `replacement_ratio`.
    var parts: (row: Substring, column: Substring) {
        guard let point = name.lastIndex(of: ".") else { return ("", name[...]) }
        return (name[..<point], name[name.index(after: point)...])
    }
}

extension TableDeclaration {
    /// The columns whose cells name a row: those that make it unique, and where rows may repeat, those before the first
    /// number.
    public var rowNames: [String] {
        guard uniqueBy.isEmpty else { return uniqueBy }
        return columns.prefix { column in
            switch column.kind {
            case .quantity, .fixedPoint: false
            case .integer, .boolean, .text, .choice: true
            }
        }.map(\.key)
    }
}

extension Table {
    /// The table with values over its cells, one change after the other.
    ///
    /// - Parameter path: of the table in the scenario, for messages.
    func setting(_ changes: [CellChange], path: String, _ diagnostics: inout [Diagnostic]) -> Table {
        var table = self
        for change in changes {
            if let finding = table.set(change, path: "\(path).\(change.name)") { diagnostics.append(finding) }
        }
        return table
    }

    private mutating func set(_ change: CellChange, path: String) -> Diagnostic? {
        let (row, key) = change.parts
        guard let column = declaration.columns.first(where: { $0.key == key }) else {
            return unknownColumn(key, change.nameLocation, path)
        }
        guard !declaration.rowNames.contains(column.key) else {
            return Diagnostic(
                code: "fixed_value", at: change.nameLocation, path: path,
                LocalizedText(
                    en: "`\(key)` tells which row is meant, and is not set", zh: "`\(key)` 用于指明行，不能设值"),
                hint: LocalizedText(en: "set another column, or mend the file", zh: "请设其他列，或修改文件"))
        }
        let own = rows.filter { isNamed($0, row) }
        guard !own.isEmpty else { return unknownRow(row, change.nameLocation, path) }
        let (cell, complaint) = ColumnBuilder.cell(change.value, of: column)
        if let complaint {
            return Diagnostic(
                code: complaint.code, at: change.location, path: path, complaint.message, hint: complaint.hint
            )
        }
        put(cell, into: own, of: column)
        self.changes.append(change)
        for row in own { changed[column.key, default: [:]][row] = change.location }
        return nil
    }

    /// What stands in the cell of a column of numbers; nil where the name fits no such cell, or several.
    ///
    /// - Parameter name: of the row and the column, as a path has them.
    public func number(named name: String) -> String? {
        guard let point = name.lastIndex(of: ".") else { return nil }
        let key = String(name[name.index(after: point)...])
        let own = rows.filter { isNamed($0, name[..<point]) }
        guard own.count == 1, let numbers = columns[key]?.doubles, !numbers.isEmpty else { return nil }
        let value = numbers[own[0]]
        return value.isNaN ? nil : NumberText.shortest(value)
    }

    private mutating func put(_ cell: ColumnStorage, into rows: [Int], of column: ColumnDeclaration) {
        var storage = columns[column.key] ?? ColumnStorage.missing(column, count: rowCount)
        for row in rows {
            if let value = cell.doubles.first { storage.doubles[row] = value }
            if let value = cell.counts.first { storage.counts[row] = value }
            if let value = cell.texts.first { storage.texts[row] = value }
        }
        columns[column.key] = storage
    }

    // MARK: Rows

    /// As a path names it: `new_materials.nox`.
    public func name(ofRow row: Int) -> String {
        declaration.rowNames.map { key in
            let text = columns[key]?.keyText(row) ?? ""
            return text.isEmpty ? "*" : text
        }.joined(separator: ".")
    }

    /// Whether the row's names, or the first of them, are these.
    private func isNamed(_ row: Int, _ wanted: Substring) -> Bool {
        let whole = name(ofRow: row)
        return whole == wanted || !wanted.isEmpty && whole.hasPrefix(wanted + ".")
    }

    private func unknownRow(_ row: Substring, _ location: SourceLocation, _ path: String) -> Diagnostic {
        let known = rows.prefix(2000).map(name)
        let key = declaration.rowNames.joined(separator: ".")
        let near = Suggestion.nearest(to: String(row), in: known) ?? known.first
        return Diagnostic(
            code: "unknown_row", at: location, path: path,
            row.isEmpty
                ? LocalizedText(en: "the path names no row of the table", zh: "路径未指明表中的行")
                : LocalizedText(en: "the table has no row '\(row)'", zh: "表中没有行“\(row)”"),
            hint: LocalizedText(
                en: "rows are named by \(key)" + (near.map { ", such as `\($0)`" } ?? "; the table has none"),
                zh: "行以 \(key) 指明" + (near.map { "，如 `\($0)`" } ?? "；该表没有行")))
    }

    private func unknownColumn(_ key: Substring, _ location: SourceLocation, _ path: String) -> Diagnostic {
        let known = declaration.columns.map(\.key).filter { !declaration.rowNames.contains($0) }
        let list = known.joined(separator: ", ")
        let near = Suggestion.nearest(to: String(key), in: known)
        return Diagnostic(
            code: "unknown_column", at: location, path: path,
            LocalizedText(en: "the table has no column '\(key)'", zh: "表中没有列“\(key)”"),
            hint: near.map { LocalizedText(en: "did you mean `\($0)`?", zh: "是否为 `\($0)`？") }
                ?? LocalizedText(
                    en: "write ROW.COLUMN with one of \(list)", zh: "请写作 行.列，列可取 \(list)"))
    }
}
