import EcoUnits

/// An input table with typed columns and the place of every row.
public struct Table: Sendable {
    public let file: String
    /// The sheet, where the file is a spreadsheet.
    public let sheet: String?
    public let declaration: TableDeclaration
    /// The line in the file on which each row begins.
    public let lines: [Int]
    var columns: [String: ColumnStorage]
    /// Values that the scenario sets over what the file says, in their order.
    public internal(set) var changes: [CellChange] = []
    /// By column and row, where the value of a cell was set that is not the file's.
    var changed: [String: [Int: SourceLocation]] = [:]

    public var rowCount: Int { lines.count }
    public var rows: Range<Int> { 0..<rowCount }

    /// Whether the file has the column; optional ones may be left out.
    public func has<Value>(_ column: Column<Value>) -> Bool { columns[column.key] != nil }

    /// The place of a cell, for messages; the column counts characters from 1.
    public func location<Value>(_ row: Int, _ column: Column<Value>) -> SourceLocation {
        if let place = changed[column.key]?[row] { return place }
        let start = columns[column.key].map { Int($0.cellColumns[row]) }
        return SourceLocation(file: file, line: lines[row], column: start ?? 1, sheet: sheet)
    }

    /// Columns of the row whose values the scenario sets.
    public func changedColumns(_ row: Int) -> [(column: String, location: SourceLocation)] {
        changed.compactMap { column, rows in rows[row].map { (column, $0) } }.sorted { $0.column < $1.column }
    }

    public func location(_ row: Int) -> SourceLocation {
        SourceLocation(file: file, line: lines[row], column: 1, sheet: sheet)
    }

    /// The path of a cell, for messages: its column; the location names the file.
    public func path<Value>(_ column: Column<Value>) -> String { column.key }
}

/// The cells of one column; a missing number is NaN, a missing count `Int64.min`, a missing text empty.
struct ColumnStorage: Sendable {
    var doubles: [Double] = []
    var counts: [Int64] = []
    var texts: [String] = []
    /// Where each cell begins in its line.
    var cellColumns: [Int32] = []

    static let missingCount = Int64.min

    /// A column that the file leaves out.
    static func missing(_ column: ColumnDeclaration, count: Int) -> ColumnStorage {
        var storage = ColumnStorage(cellColumns: Array(repeating: 1, count: count))
        switch column.kind {
        case .quantity: storage.doubles = Array(repeating: .nan, count: count)
        case .fixedPoint, .integer, .boolean: storage.counts = Array(repeating: missingCount, count: count)
        case .text, .choice: storage.texts = Array(repeating: "", count: count)
        }
        return storage
    }
}

extension Table {
    /// The value; reading a missing cell of a required column cannot happen, the reader has refused the file.
    public func value(_ row: Int, _ column: Column<Double>) -> Double {
        columns[column.key]?.doubles[row] ?? .nan
    }

    /// `nil` where the cell is empty or the column is left out.
    public func optional(_ row: Int, _ column: Column<Double>) -> Double? {
        guard let value = columns[column.key]?.doubles[row], !value.isNaN else { return nil }
        return value
    }

    public func optional(_ row: Int, _ column: Column<FixedPoint>) -> FixedPoint? {
        guard let count = columns[column.key]?.counts[row], count != ColumnStorage.missingCount else {
            return nil
        }
        return FixedPoint(count: count)
    }

    /// The whole column as counts, missing cells as `Int64.min`; `nil` where the column is left out.
    public func counts(_ column: Column<FixedPoint>) -> [Int64]? { columns[column.key]?.counts }

    public func optional(_ row: Int, _ column: Column<Int>) -> Int? {
        guard let count = columns[column.key]?.counts[row], count != ColumnStorage.missingCount else {
            return nil
        }
        return Int(count)
    }

    public func optional(_ row: Int, _ column: Column<Bool>) -> Bool? {
        guard let count = columns[column.key]?.counts[row], count != ColumnStorage.missingCount else {
            return nil
        }
        return count != 0
    }

    /// The text; empty where the cell is empty or the column is left out.
    public func value(_ row: Int, _ column: Column<String>) -> String {
        columns[column.key]?.texts[row] ?? ""
    }

    public func optional(_ row: Int, _ column: Column<String>) -> String? {
        let text = value(row, column)
        return text.isEmpty ? nil : text
    }
}
