import EcoAccounts
import EcoParameters
import EcoUnits

/// A factor in some months, such as the heating season. Method: `Season.md`.
public struct Season: ClaimAdjuster {
    private static let monthsParameter = MonthList.parameter(
        "months", LocalizedText(en: "months of the season", zh: "季节月份"))
    private static let factorParameter = Parameter<Rational>.exactNumber(
        "factor", range: .nonNegative,
        LocalizedText(en: "factor in these months; 0: not settled", zh: "季节系数，0 为不结算"))
    private static let sideParameter = ClaimSide.parameter()

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "season", title: LocalizedText(en: "Season", zh: "季节系数"),
            meaning: LocalizedText(en: "Multiplies the claims of some months", zh: "对部分月份的金额乘以系数"),
            parameters: [
                monthsParameter.declaration, factorParameter.declaration, sideParameter.declaration,
            ],
            rules: [{ bound, diagnostics in bound.requireValues(["months"], &diagnostics) }])
    }

    private let months: Set<Int>
    private let factor: Rational
    private let side: ClaimSide
    private let path: String
    private let location: SourceLocation

    public init(_ bound: BoundGroup) {
        months = Set(bound[Self.monthsParameter])
        factor = bound[Self.factorParameter]
        side = bound[Self.sideParameter]
        path = bound.path(of: Self.monthsParameter)
        location = bound.location(of: Self.monthsParameter)
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        for period in Set(claims.map(\.period)).sorted() {
            let inside = period.months.filter(months.contains).count
            guard inside > 0, inside < period.months.count else { continue }
            assessment.note(
                Diagnostic(
                    code: "season_splits_period", at: location, path: path,
                    "\(period) lies partly in the season", hint: "settle by month, or choose whole quarters"))
        }
        return try assessment.adjusting(claims) { claim throws(ArithmeticOverflow) in
            guard side.holds(claim), claim.period.months.allSatisfy(months.contains) else { return claim }
            return try claim.scaled(
                by: factor, "season", LocalizedText(en: "season: x \(factor)", zh: "季节系数 × \(factor)"))
        }
    }
}
