/// A concentration that has its own column of breakpoints in HJ 633.
public enum IndexItem: Int, CaseIterable, Sendable {
    case so2Day, so2Hour, no2Day, no2Hour, coDay, coHour, o3EightHour, o3Hour, pm10Day, pm25Day

    /// The substance measured.
    public var pollutant: Pollutant {
        switch self {
        case .so2Day, .so2Hour: .so2
        case .no2Day, .no2Hour: .no2
        case .coDay, .coHour: .co
        case .o3EightHour, .o3Hour: .o3
        case .pm10Day: .pm10
        case .pm25Day: .pm25
        }
    }
}

/// What a sub-index becomes above the last breakpoint of its column.
public enum AboveBreakpoints: Sendable, Equatable {
    /// A fixed sub-index.
    case fixed(Int)
    /// No sub-index from this averaging time; the other averaging time of the pollutant decides.
    case notComputed
}

/// Breakpoints between concentration and sub-index (IAQI) of one edition of HJ 633.
public struct BreakpointTable: Sendable {
    /// Sub-index values of the rows.
    public static let levels = [0, 50, 100, 150, 200, 300, 400, 500]

    /// Breakpoints of one item for the first `concentrations.count` levels; a short column ends early.
    public struct Column: Sendable {
        public let item: IndexItem
        public let concentrations: [Concentration]
        public let above: AboveBreakpoints
    }

    public let columns: [Column]

    /// The column of `item`; every edition has all items.
    public func column(_ item: IndexItem) -> Column? { columns.first { $0.item == item } }
}

extension BreakpointTable {
    /// HJ 633-2012, Table 1.
    static let hj633Of2012 = BreakpointTable(
        columns: unchanged + [
            Column(item: .so2Hour, concentrations: so2Hour, above: .notComputed),
            Column(item: .o3EightHour, concentrations: o3EightHour, above: .notComputed),
            Column(
                item: .pm10Day, concentrations: [0, 50, 150, 250, 350, 420, 500, 600], above: .fixed(500)),
            Column(item: .pm25Day, concentrations: [0, 35, 75, 115, 150, 250, 350, 500], above: .fixed(500)),
        ])

    /// HJ 633-2026, Table 3: the points of PM10 and PM2.5 at 100 moved, and SO2 1 h and O3 8 h got fixed ends.
    static let hj633Of2026 = BreakpointTable(
        columns: unchanged + [
            Column(item: .so2Hour, concentrations: so2Hour, above: .fixed(200)),
            Column(item: .o3EightHour, concentrations: o3EightHour, above: .fixed(300)),
            Column(
                item: .pm10Day, concentrations: [0, 50, 120, 250, 350, 420, 500, 600], above: .fixed(500)),
            Column(item: .pm25Day, concentrations: [0, 35, 60, 115, 150, 250, 350, 500], above: .fixed(500)),
        ])

    private static let so2Hour: [Concentration] = [0, 150, 500, 650, 800]
    private static let o3EightHour: [Concentration] = [0, 100, 160, 215, 265, 800]

    /// Columns that are the same in both editions. The standards are silent above the last row; 500 is the
    /// convention of published calculators (provisional).
    private static let unchanged = [
        Column(item: .so2Day, concentrations: [0, 50, 150, 475, 800, 1600, 2100, 2620], above: .fixed(500)),
        Column(item: .no2Day, concentrations: [0, 40, 80, 180, 280, 565, 750, 940], above: .fixed(500)),
        Column(
            item: .no2Hour, concentrations: [0, 100, 200, 700, 1200, 2340, 3090, 3840], above: .fixed(500)),
        Column(item: .coDay, concentrations: [0, 2, 4, 14, 24, 36, 48, 60], above: .fixed(500)),
        Column(item: .coHour, concentrations: [0, 5, 10, 35, 60, 90, 120, 150], above: .fixed(500)),
        Column(item: .o3Hour, concentrations: [0, 160, 200, 300, 400, 800, 1000, 1200], above: .fixed(500)),
    ]
}
