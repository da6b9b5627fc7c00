import EcoAccounts
import EcoParameters
import EcoUnits

/// Evaluated figures of one year in whole millionths of the indicators' units, by span and place in a region table.
public struct WholeFigures: Sendable {
    /// Months, quarters and the year, one after the other.
    public static let spanCount = 17
    static let millionths: Int128 = 1_000_000

    let regionCount: Int
    /// By ``AssessedIndicator/place``; empty where there is none.
    private var columns: [[Int64]]

    public init(regionCount: Int) {
        self.regionCount = regionCount
        columns = AssessedIndicator.allCases.map { _ in [] }
    }

    /// - Parameter values: by span and region; `Int64.min` where one is missing.
    public mutating func set(_ indicator: AssessedIndicator, _ values: [Int64]) {
        columns[indicator.place] = values
    }

    /// Of every region; nil where the indicator or one of them is missing.
    func values(_ indicator: AssessedIndicator, span: Int) -> ArraySlice<Int64>? {
        let column = columns[indicator.place]
        return column.isEmpty ? nil : column[span * regionCount..<(span + 1) * regionCount]
    }

    /// Positions of the spans of a kind, each with its period of some year.
    static func spans(_ kind: PeriodKind) -> [(Int, Period)] {
        switch kind {
        case .month: (0..<12).map { ($0, .month($0 + 1, year: 2001)) }
        case .quarter: (0..<4).map { (12 + $0, .quarter($0 + 1, year: 2001)) }
        default: [(16, .year(2001))]
        }
    }
}

/// A scheme that can be told its figures as whole numbers.
protocol WholeFigureScheme: CompensationScheme {
    /// Length of its periods.
    var period: PeriodKind { get }
    /// What it reads.
    var wholeIndicators: [AssessedIndicator] { get }
    /// Whether its rules stand on such figures alone: months, quarters or the year, every evaluated one.
    var takesWholeFigures: Bool { get }

    /// The scheme with its rates as whole numbers; nil where they are too large for it.
    func whole(_ table: RegionTable) -> (any WholeScheme)?
}

/// A scheme made ready for figures in whole millionths.
protocol WholeScheme: Sendable {
    /// nil where a figure is missing or too large.
    func balances(_ figures: WholeFigures, earlier: WholeFigures) -> PartyBalances?
}

extension WholeFigureScheme {
    /// The scheme's regions by code, as places in a table.
    func places(in table: RegionTable) -> [Int] {
        scope.regions.isEmpty
            ? table.placesByCode : scope.regions.sorted().compactMap { table.index(of: $0) }
    }

    /// Whether neither adjusters nor named periods ask for claims.
    var hasWholePeriods: Bool {
        scope.adjusters.isEmpty && scope.periods.isEmpty && [.month, .quarter, .year].contains(period)
    }
}

extension AssessedIndicator {
    /// In a list by indicator.
    fileprivate var place: Int {
        switch self {
        case .compositeIndex: 0
        case .pm25: 1
        case .pm10: 2
        case .so2: 3
        case .no2: 4
        case .co: 5
        case .o3: 6
        case .goodDayRatio: 7
        case .goodDays: 8
        case .heavilyPollutedDays: 9
        case .dustfall: 10
        }
    }
}

extension Rational {
    /// nil where it is no whole number of millionths.
    var wholeMillionths: Int128? {
        let (parts, rest) = WholeFigures.millionths.quotientAndRemainder(dividingBy: denominator)
        return rest == 0 ? numerator * parts : nil
    }
}
