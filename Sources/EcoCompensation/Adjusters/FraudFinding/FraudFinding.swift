import EcoAccounts
import EcoParameters
import EcoUnits

/// A region found to have falsified data: its rewards fall away, and it pays at least as much as the worst.
/// Method: `FraudFinding.md`.
public struct FraudFinding: ClaimAdjuster {
    enum Columns {
        static let decision = Column<String>.text(
            "decision", LocalizedText(en: "finding that it rests on", zh: "查处依据"))
    }

    static let table = TableDeclaration(
        id: "fraud_findings",
        meaning: LocalizedText(en: "Regions and periods with falsified data", zh: "数据造假查处清单"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.decision.declaration,
        ], uniqueBy: ["region", "period"])

    private static let findingsParameter = Parameter<Table>.table(
        "findings", table, LocalizedText(en: "regions and periods with falsified data", zh: "数据造假查处清单"),
        source: "Taiyuan 2019: handled strictly by law; that the period counts as the worst is our reading")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "fraud_finding", title: LocalizedText(en: "Falsified data", zh: "数据造假处理"),
            meaning: LocalizedText(
                en: "Rewards withdrawn; the charge is the larger of its own and that of the worst region",
                zh: "取消奖励，按本地区与最差地区扣缴额孰高扣缴"),
            parameters: [findingsParameter.declaration])
    }

    static let basisNames = [
        (id: "fraud_finding", name: LocalizedText(en: "charge for falsified data", zh: "数据造假加扣"))
    ]

    private let findings: Table

    public init(_ bound: BoundGroup) { findings = bound[Self.findingsParameter] }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        var reader = RowReader(findings, assessment.evidence.table)
        var result = claims
        for row in findings.rows {
            guard let region = reader.region(row, OwnColumn.region),
                let period = reader.period(row, OwnColumn.period)
            else { continue }
            guard claims.contains(where: { $0.period == period }) else {
                reader.complain(
                    row, OwnColumn.period, "nothing_to_settle",
                    LocalizedText(en: "the scheme does not settle \(period)", zh: "方案未结算 \(period)"))
                continue
            }
            let decision = findings.value(row, Columns.decision)
            let place = "\(assessment.scope.path): \(region) in \(period)"
            result = try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                try charged(
                    Finding(
                        region: region, period: period, decision: decision,
                        origin: findings.origin(row, OwnColumn.region)),
                    claims, result, assessment)
            }
            warn(region, period, decision, &assessment)
        }
        try reader.finish()
        return AdjustedClaims(claims: result)
    }

    /// One row of the table.
    private struct Finding {
        let region: RegionCode
        let period: Period
        let decision: String
        let origin: FigureOrigin
    }

    /// What a region is charged in the period, with the claims that it is made of.
    private func charge(
        _ region: RegionCode, _ name: String, _ claims: [Claim], _ assessment: Assessment
    ) throws(ArithmeticOverflow) -> Calculation {
        let own = claims.filter { $0.region == region }
        return Calculation(
            .sum, name, try own.map(\.amount.magnitude).total(), .yuan,
            note: assessment.evidence.table.nameAndCode(region), inputs: own.map(\.calculation))
    }

    /// - Parameters:
    ///   - original: claims before any finding: what the worst region is measured by.
    ///   - claims: with the findings so far.
    private func charged(
        _ finding: Finding, _ original: [Claim], _ claims: [Claim], _ assessment: Assessment
    ) throws(ArithmeticOverflow) -> [Claim] {
        let (region, period, decision) = (finding.region, finding.period, finding.decision)
        let payments = original.filter { $0.period == period && $0.amount.isNegative }
        let ownCharge = try charge(region, "own_charge", payments, assessment)
        var worstCharge = ownCharge
        for other in Set(payments.map(\.region)).sorted() {
            let charge = try charge(other, "worst_charge", payments, assessment)
            if charge.value > worstCharge.value { worstCharge = charge }
        }
        let (own, worst) = (ownCharge.value, worstCharge.value)
        var result = claims.map { claim in
            claim.region == region && claim.period == period && claim.amount > .zero
                ? claim.exempted(
                    "fraud_finding", LocalizedText(en: "withdrawn: \(decision)", zh: "取消：\(decision)"),
                    origin: finding.origin)
                : claim
        }
        guard worst > own else { return result }
        let more = try worst - own
        result.append(
            Claim(
                scheme: assessment.scope.id, region: region, period: period, amount: -more,
                basis: "fraud_finding",
                calculation: Calculation(
                    .adjuster, "fraud_finding", -more, .yuan,
                    note: LocalizedText(
                        en: "charge of the worst region less its own: \(decision)",
                        zh: "最差地区扣缴额减本地区扣缴额：\(decision)"),
                    origin: finding.origin, inputs: [worstCharge, ownCharge])))
        return result
    }

    private func warn(
        _ region: RegionCode, _ period: Period, _ decision: String, _ assessment: inout Assessment
    ) {
        let name = assessment.evidence.table.nameAndCode(region)
        assessment.warn(
            "fraud_finding",
            LocalizedText(
                en: "\(name.en) in \(period): rewards withdrawn, charged as the worst (\(decision))",
                zh: "\(name.zh) \(period)：取消奖励，按最差地区扣缴（\(decision)）"),
            hint: LocalizedText(en: "a person must confirm this before money moves", zh: "资金拨付前须人工确认"))
    }
}
