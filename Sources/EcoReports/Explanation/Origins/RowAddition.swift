import EcoRuns

/// Which columns of a table add up over its rows, and which rows are parts of a sum and not sums of others themselves.
struct RowAddition: Sendable {
    typealias Test = @Sendable (StoredRow) -> Bool

    /// Columns that add up over any rows.
    var columns: [String] = []
    /// Columns that add up over rows with the same `unit`.
    var ofOneUnit: [String] = []
    /// How columns end that are called after services or ecosystem types and add up.
    var endings: [String] = []
    /// By a column of the key that is left open: whether a row is a part.
    var parts: [String: Test] = [:]
    /// Whether a row is a part, whatever is left open.
    var isPart: Test = { _ in true }
    /// A column of the key whose funds and other parties beside counties are left out where it is open.
    var countiesOf: String?
    /// What was received less what was given is told too.
    var hasNet = false

    /// - Parameter hasOneUnit: whether all rows that are added have the same `unit`.
    func adds(_ column: String, hasOneUnit: Bool) -> Bool {
        columns.contains(column) || hasOneUnit && ofOneUnit.contains(column)
            || endings.contains { column.hasSuffix($0) }
    }

    /// A row of a county, not of all of them.
    static let ofOneCounty: Test = { !["", "all"].contains($0["region"]) }
    /// A part of a service, not the service.
    static let ofOneComponent: Test = { !["", "all"].contains($0["component"]) }
    /// A service that counts, not a sum of services or a figure beside the total.
    static let ofOneService: Test = { row in
        let isSum = row["indicator"].isEmpty || row["indicator"].contains(".")
        return !isSum && !["total", "memorandum"].contains(row["account"])
    }
}
