import EcoParameters
import EcoUnits

/// A table of the run folder that is made row by row as it is written; it may be too long to hold.
public struct AirReport: Sendable {
    /// File name without `.csv`.
    public let id: String
    public let columns: [String]
    private let rows: @Sendable (Sink) throws(Diagnostic) -> Void

    /// Takes one row: a cell for each column, nil is empty.
    public typealias Sink = ([String?]) throws(Diagnostic) -> Void

    init(
        _ id: String, columns: [String], rows: @escaping @Sendable (Sink) throws(Diagnostic) -> Void
    ) {
        self.id = id
        self.columns = columns
        self.rows = rows
    }

    /// Hands every row to `sink`, in order.
    public func forEachRow(_ sink: Sink) throws(Diagnostic) { try rows(sink) }
}

/// A number of a report in full precision; nil is an empty cell.
func cell(_ value: Rational?) -> String? { value.map { NumberText.shortest($0.doubleValue) } }

func cell(_ value: Int?) -> String? { value.map { "\($0)" } }

func cell(_ isTrue: Bool) -> String { isTrue ? "yes" : "no" }

/// What HJ 633-2026 prints instead of a number (5.3).
enum ReportMark {
    /// A missing value.
    static let missing = "NA"
    /// A pollutant that is not monitored by plan.
    static let notMonitored = "/"
    /// Between pollutants that share a rank.
    static let separator = ";"
    /// No primary pollutant: AQI at most 50.
    static let none = "-"

    static func list(_ pollutants: [Pollutant], isPublished: Bool) -> String {
        guard isPublished else { return missing }
        return pollutants.isEmpty ? none : pollutants.map(\.id).joined(separator: separator)
    }
}
