import EcoAccounts
import EcoParameters

extension QuotaRecords {
    static func effects(_ table: Table) -> [CoEffect] {
        typealias Columns = QuotaTables.Effects
        return table.rows.map { row in
            CoEffect(
                region: table.value(row, QuotaTables.region),
                pollutant: table.value(row, QuotaTables.pollutant),
                sector: table.value(row, QuotaTables.sector), name: table.value(row, Columns.name),
                other: table.value(row, QuotaTables.otherPollutant), ratio: table.value(row, Columns.ratio),
                location: table.location(row))
        }
    }

    static func edges(_ table: Table) -> [QuotaEdge] {
        typealias Columns = QuotaTables.Edges
        return table.rows.map { row in
            QuotaEdge(
                from: table.value(row, Columns.from), to: table.value(row, Columns.to),
                pollutant: table.value(row, QuotaTables.pollutant),
                cost: table.optional(row, Columns.cost) ?? 0, ratio: table.optional(row, Columns.ratio) ?? 1,
                capacity: table.optional(row, Columns.capacity), location: table.location(row))
        }
    }

    static func sections(_ table: Table) -> [RiverSection] {
        typealias Columns = QuotaTables.Sections
        return table.rows.map { row in
            RiverSection(
                id: table.value(row, Columns.section), pollutant: table.value(row, QuotaTables.pollutant),
                downstream: table.optional(row, Columns.downstream),
                transfer: table.optional(row, Columns.transfer) ?? 1,
                limit: table.optional(row, Columns.limit),
                background: table.optional(row, Columns.background) ?? 0, location: table.location(row))
        }
    }

    static func discharges(_ table: Table) -> [RiverDischarge] {
        table.rows.map { row in
            RiverDischarge(
                region: table.value(row, QuotaTables.region),
                section: table.value(row, QuotaTables.Sections.section),
                pollutant: table.optional(row, QuotaTables.onlyPollutant),
                delivered: table.optional(row, QuotaTables.Discharges.delivered) ?? 1,
                location: table.location(row))
        }
    }

    static func attainments(_ table: Table) -> [Attainment] {
        typealias Columns = QuotaTables.Attainments
        return table.rows.map { row in
            Attainment(
                region: table.value(row, QuotaTables.region), standard: table.value(row, Columns.standard),
                isMet: table.optional(row, Columns.isMet) ?? false, location: table.location(row))
        }
    }
}

/// Reads columns that name periods, and collects the names that are not known.
struct PeriodColumn {
    private let position: [String: Int]
    private let count: Int
    private(set) var findings: [Diagnostic] = []

    init(_ periods: [MarketPeriod]) {
        position = Dictionary(periods.enumerated().map { ($1.name, $0) }) { first, _ in first }
        count = max(1, periods.count)
    }

    /// The periods of a row: the one it names, or each.
    mutating func all(_ table: Table, _ row: Int) -> [Int] {
        only(table, row, QuotaTables.period).map { [$0] } ?? Array(0..<count)
    }

    /// The period that a cell names; nil where it is empty.
    mutating func only(_ table: Table, _ row: Int, _ column: Column<String>) -> Int? {
        guard let name = table.optional(row, column), !name.isEmpty else { return nil }
        if let found = position[name] { return found }
        let known = position.keys.sorted()
        findings.append(
            Diagnostic(
                code: "unknown_period", at: table.location(row, column), path: table.path(column),
                "there is no period '\(name)'",
                hint: known.isEmpty
                    ? "list `periods` in the block" : "use one of \(known.joined(separator: ", "))"))
        return nil
    }
}
