import EcoAccounts
import EcoParameters
import EcoUnits

/// Claims times a factor by region and period. Method: `Factor.md`.
public struct Factor: ClaimAdjuster {
    enum Columns {
        static let region = Column<String>.text(
            "region", kind: .regionCode, presence: .nullable,
            LocalizedText(en: "region of the factor; empty: all", zh: "区划代码，留空为全部"))
        static let period = Column<String>.text(
            "period", kind: .period, presence: .nullable,
            LocalizedText(en: "period of the factor, or its year; empty: all", zh: "时期或年份，留空为全部"))
        static let factor = Column<FixedPoint>.factor(
            "factor", range: .nonNegative, LocalizedText(en: "factor", zh: "系数"))
    }

    static let table = TableDeclaration(
        id: "claim_factors", meaning: LocalizedText(en: "Factors by region and period", zh: "地区与时期系数"),
        columns: [
            Columns.region.declaration, Columns.period.declaration, Columns.factor.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period"])

    private static let factorsParameter = Parameter<Table>.table(
        "factors", table, LocalizedText(en: "factors by region and period", zh: "系数表")
    ).optional
    private static let defaultParameter = Parameter<Rational>.exactNumber(
        "default_factor", range: .nonNegative, default: "1",
        LocalizedText(en: "factor of all other claims", zh: "其余情形系数"))
    private static let sideParameter = ClaimSide.parameter()

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "factor", title: LocalizedText(en: "Factor by region and period", zh: "地区与时期系数"),
            meaning: LocalizedText(
                en: "Multiplies claims, as for dilution by wind or for a difficulty of the area",
                zh: "按地区、时期对金额乘以系数（如扩散条件系数）"),
            parameters: [
                factorsParameter.declaration, defaultParameter.declaration, sideParameter.declaration,
            ])
    }

    private let factors: Table?
    private let defaultFactor: Rational
    private let side: ClaimSide

    public init(_ bound: BoundGroup) {
        factors = bound[Self.factorsParameter]
        defaultFactor = bound[Self.defaultParameter]
        side = bound[Self.sideParameter]
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        let rows = try rows(assessment.evidence.table)
        return try assessment.adjusting(claims) { claim throws(ArithmeticOverflow) in
            guard side.holds(claim) else { return claim }
            let factor = rows.first { $0.holds(claim) }?.factor ?? defaultFactor
            return try claim.scaled(by: factor, "factor", LocalizedText("x \(factor)"))
        }
    }

    private struct Row {
        let region: RegionCode?
        let period: Period?
        let factor: Rational

        func holds(_ claim: Claim) -> Bool {
            (region ?? claim.region) == claim.region
                && (period.map { $0 == claim.period || $0 == .year(claim.period.year) } ?? true)
        }

        /// Named regions before periods before years before all.
        var precision: Int {
            let time = period.map { $0.kind == .year ? 1 : 2 } ?? 0
            return (region == nil ? 0 : 3) + time
        }
    }

    /// The most precise rows first.
    private func rows(_ regions: RegionTable) throws(DiagnosticFailure) -> [Row] {
        guard let factors else { return [] }
        var reader = RowReader(factors, regions)
        var rows: [Row] = []
        for row in factors.rows {
            let hasRegion = !(factors.optional(row, Columns.region) ?? "").isEmpty
            let hasPeriod = !(factors.optional(row, Columns.period) ?? "").isEmpty
            rows.append(
                Row(
                    region: hasRegion ? reader.region(row, Columns.region) : nil,
                    period: hasPeriod ? reader.period(row, Columns.period) : nil,
                    factor: factors.number(row, Columns.factor) ?? .one))
        }
        try reader.finish()
        return rows.sorted { $0.precision > $1.precision }
    }
}
