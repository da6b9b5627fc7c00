import EcoParameters
import EcoRuns
import EcoUnits

/// How the index of a day follows from its concentrations: each between its breakpoints, the largest counts.
struct AirIndexTrail: Sendable {
    private let context: ReportContext
    private let standards: AirStandards

    /// - Throws: ``DiagnosticFailure`` where a table is damaged.
    init(_ context: ReportContext) throws(DiagnosticFailure) {
        self.context = context
        standards = AirStandards(try context.run.table("air_standards.csv"))
    }

    /// The lines below a row of `air_days.csv`.
    func day(_ row: StoredRow) -> [Explanation.Line] {
        let parts = AirFigures.basicItems.compactMap { pollutant in
            part(pollutant, row[pollutant]).map { (pollutant, $0) }
        }
        guard !row["aqi"].isEmpty, !parts.isEmpty else { return [] }
        let place = row["rows"].isEmpty ? [] : [row["rows"]]
        var head = Explanation.Line(depth: 1, title: "AQI", value: row["aqi"], remarks: place)
        let largest = "max(" + parts.map(\.1.value).joined(separator: ", ") + ")"
        if let index = Double(row["aqi"]), ExpressionValue.gives(largest, index) {
            head.formula = Formula(value: row["aqi"], expression: largest)
        }
        return [head]
            + parts.map { pollutant, formula in
                let name = AirSection.pollutantName(pollutant, context)
                return .init(
                    depth: 2, title: context(LocalizedText(en: "\(name): sub-index", zh: "\(name)：分指数")),
                    value: formula.value, remarks: [context(Self.rule)], formula: formula)
            }
    }

    private static let rule = LocalizedText(
        en: "concentration rounded by GB/T 8170, between its breakpoints of HJ 633, rounded up",
        zh: "浓度按 GB/T 8170 修约，在 HJ 633 相邻限值间线性内插，向上取整")

    /// The sub-index of a concentration under the standard of the settlement.
    private func part(_ pollutant: String, _ text: String) -> Formula? {
        let digits = standards.digits(pollutant)
        guard let value = Rational(exactly: text), let rounded = try? value.rounded(toDigits: digits) else {
            return nil
        }
        let concentration = rounded.text(digits: digits)
        guard let number = Double(concentration) else { return nil }
        let points = standards.breakpoints(pollutant)
        guard let upper = points.indices.dropFirst().first(where: { number <= points[$0].concentration })
        else {
            return standards.above(pollutant).map { Formula(value: $0, expression: $0) }
        }
        let (low, high) = (points[upper - 1], points[upper])
        let expression =
            "ceil(\(low.index) + (\(high.index) - \(low.index)) * (\(concentration) - \(low.text)) / (\(high.text) - \(low.text)))"
        return ExpressionValue.of(expression).map { Formula(value: "\(Int($0))", expression: expression) }
    }
}

/// Limits and breakpoints of `air_standards.csv`.
struct AirStandards: Sendable {
    private let rows: [StoredRow]

    init(_ table: StoredTable?) { rows = table.map { Array($0.rows) } ?? [] }

    /// A limit or weight under a standard, as it is stored.
    func value(_ kind: String, _ pollutant: String, _ standard: String) -> String? {
        rows.first { $0["kind"] == kind && $0["pollutant"] == pollutant && $0["standard"] == standard }?[
            "value"]
    }

    private func settled(_ kind: String, _ pollutant: String) -> [StoredRow] {
        rows.filter { $0["kind"] == kind && $0["pollutant"] == pollutant && $0["settlement"] == "yes" }
    }

    func digits(_ pollutant: String) -> Int {
        settled("weight", pollutant).first.flatMap { $0.integer("digits") }.map { Int($0) } ?? 0
    }

    /// Decimals with which a statistic is held against its limit.
    func digits(comparing pollutant: String, _ standard: String) -> Int {
        let limit = rows.first {
            $0["kind"] == "assessed_limit" && $0["pollutant"] == pollutant && $0["standard"] == standard
        }
        return limit.flatMap { $0.integer("digits") }.map { Int($0) } ?? 0
    }

    func breakpoints(_ pollutant: String) -> [(index: String, text: String, concentration: Double)] {
        settled("breakpoint", pollutant).map { ($0["sub_index"], $0["value"], $0.number("value") ?? 0) }
    }

    /// The sub-index above the last breakpoint.
    func above(_ pollutant: String) -> String? { settled("above", pollutant).first?["sub_index"] }
}

extension Rational {
    /// The value of a decimal as it is written.
    init?(exactly text: String) {
        guard let decimal = DecimalNumber(text)?.rational else { return nil }
        self = decimal
    }
}
