import EcoAccounts
import EcoParameters
import EcoUnits

/// A clearing at the end of the year where the annual target is missed. Method: `AnnualClearing.md`.
public struct AnnualClearing: ClaimAdjuster {
    private static let source = "Anhui, rule of 2018-07"
    private static let indicatorParameter = Parameter<String>.text(
        "indicator", kind: .oneOf(AssessedIndicator.allCases.map(\.rawValue)),
        LocalizedText(en: "indicator whose annual target decides", zh: "判定年度目标的指标"))
    private static let receiptsParameter = Parameter<Rational>.exactNumber(
        "receipts_factor", range: .nonNegative, default: "0.9",
        LocalizedText(en: "factor of the year's receipts where it is missed", zh: "未完成年度目标时奖励系数"),
        source: source, status: .published)
    private static let paymentsParameter = Parameter<Rational>.exactNumber(
        "payments_factor", range: .nonNegative, default: "1.1",
        LocalizedText(en: "factor of the year's payments where it is missed", zh: "未完成年度目标时扣缴系数"),
        source: source, status: .published)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "annual_clearing", title: LocalizedText(en: "Annual clearing (Anhui)", zh: "年度清算（安徽）"),
            meaning: LocalizedText(
                en: "Where the annual target is missed, the year's receipts shrink and payments grow",
                zh: "未完成年度目标的，年终清算时减奖加扣"),
            parameters: [
                indicatorParameter.declaration, receiptsParameter.declaration, paymentsParameter.declaration,
            ])
    }

    static let basisNames = [
        (id: "annual_clearing", name: LocalizedText(en: "annual clearing", zh: "年度清算"))
    ]

    private let indicator: AssessedIndicator
    private let receipts: Rational
    private let payments: Rational

    public init(_ bound: BoundGroup) {
        indicator = AssessedIndicator(rawValue: bound[Self.indicatorParameter]) ?? .pm25
        receipts = bound[Self.receiptsParameter]
        payments = bound[Self.paymentsParameter]
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        var result = claims
        for year in Set(claims.map(\.period.year)).sorted() {
            let own = claims.filter { $0.period.year == year }
            guard Self.isComplete(own, year) else { continue }
            for region in Set(own.map(\.region)).sorted() {
                let parts = own.filter { $0.region == region }
                if let claim = try clearing(parts, region, year, &assessment) { result.append(claim) }
            }
        }
        return AdjustedClaims(claims: result)
    }

    /// Whether every period of the year is settled.
    private static func isComplete(_ claims: [Claim], _ year: Int) -> Bool {
        guard let kind = claims.first?.period.kind else { return false }
        return Set(claims.map(\.period)).isSuperset(of: kind.periods(of: year))
    }

    private func clearing(
        _ claims: [Claim], _ region: RegionCode, _ year: Int, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Claim? {
        let period = Period.year(year)
        guard let value = assessment.reading(indicator, region, period) else {
            assessment.noteMissing(indicator, region, period)
            return nil
        }
        guard let target = assessment.target(indicator, region, period) else {
            assessment.noteMissing("target of \(indicator.rawValue)", region, period)
            return nil
        }
        return try DiagnosticFailure.exactly("\(assessment.scope.path): \(region) in \(year)") {
            () throws(ArithmeticOverflow) in
            guard try indicator.worsening(of: value.value, against: target.value) > .zero else { return nil }
            let gained = try claims.map { max(.zero, $0.amount) }.total()
            let paid = try claims.map { min(.zero, $0.amount) }.total()
            let change = try gained * (receipts - .one) + paid * (payments - .one)
            return Claim(
                scheme: assessment.scope.id, region: region, period: period, amount: change,
                basis: "annual_clearing",
                calculation: Calculation(
                    .adjuster, "annual_clearing", change, .yuan,
                    note: LocalizedText(
                        en: "annual target missed: receipts x \(receipts), payments x \(payments)",
                        zh: "未完成年度目标：奖励 × \(receipts)，扣缴 × \(payments)"),
                    inputs: [
                        value.observation(indicator), target.baseline(.target, indicator),
                        Calculation(.sum, "receipts", gained, .yuan, inputs: claims.map(\.calculation)),
                        Calculation(.sum, "payments", paid, .yuan),
                    ]))
        }
    }
}
