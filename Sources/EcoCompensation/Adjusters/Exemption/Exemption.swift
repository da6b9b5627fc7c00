import EcoAccounts
import EcoParameters
import EcoUnits

/// Claims that fall away: listed regions and periods, air that is clean already, or the years after an attained
/// standard until the air gets worse. Method: `Exemption.md`.
public struct Exemption: ClaimAdjuster {
    /// What brings a region back in after it left the scheme.
    enum Rebound: String, ParameterChoice {
        case worseThanLimit = "worse_than_limit"
        case worseThanLastYear = "worse_than_last_year"

        var meaning: LocalizedText {
            switch self {
            case .worseThanLimit: LocalizedText(en: "a value of the period above its limit", zh: "当期数值超过限值")
            case .worseThanLastYear:
                LocalizedText(en: "a value of the period worse than the year before", zh: "当期同比恶化")
            }
        }
    }

    struct Limit: Sendable {
        let indicator: AssessedIndicator
        let value: Rational
    }

    let listed: Table?
    let limits: [Limit]
    /// How many years before the claim's year must have met the limits; 0: the period itself must.
    let attainedYears: Int
    let rebound: Rebound
    let side: ClaimSide
}

extension Exemption {
    enum Columns {
        static let period = Column<String>.text(
            "period", kind: .period, presence: .nullable,
            LocalizedText(en: "period, or its year; empty: all", zh: "时期或年份，留空为全部"))
        static let reason = Column<String>.text(
            "reason", LocalizedText(en: "why, such as a decision on force majeure", zh: "豁免原因（如不可抗力认定）"))
    }

    static let listedTable = TableDeclaration(
        id: "exemptions", meaning: LocalizedText(en: "Exempt regions and periods", zh: "豁免地区与时期"),
        columns: [
            OwnColumn.region.declaration, Columns.period.declaration, Columns.reason.declaration,
        ], uniqueBy: ["region", "period"])

    private static let listedParameter = Parameter<Table>.table(
        "listed", listedTable, LocalizedText(en: "exempt regions and periods, with the reason", zh: "豁免清单")
    ).optional
    private static let yearsParameter = Parameter<Int>.integer(
        "attained_years", range: 0...10, default: "0",
        LocalizedText(
            en: "how many years in a row before must have met the limits; 0: the period itself must",
            zh: "此前连续达标年数，0 为当期达标"))
    private static let reboundParameter = Parameter<Rebound>.choice(
        "rebound", default: .worseThanLimit,
        LocalizedText(en: "what brings a region back in, for `attained_years`", zh: "重新纳入考核的条件"),
        source: "Shandong 2015: back in on rebound; measured by what was not seen", status: .provisional)
    private static let sideParameter = ClaimSide.parameter()

    private static func limit(_ indicator: AssessedIndicator) -> Parameter<Rational> {
        .exactQuantity(
            "limit", unit: indicator.unit, range: .nonNegative, LocalizedText(en: "limit", zh: "限值"))
    }

    private static let indicatorsParameter = Parameter<[Limit]>.indicators(
        LocalizedText(en: "limits that must all be met", zh: "须全部达到的限值")
    ) {
        [limit($0).declaration]
    } make: { indicator, bound in
        Limit(indicator: indicator, value: bound[limit(indicator)])
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "exemption", title: LocalizedText(en: "Exemption", zh: "豁免"),
            meaning: LocalizedText(
                en: "Claims that fall away: listed, air clean already, or out of the scheme after attainment",
                zh: "列明、已达标或达标退出的地区不予结算"),
            parameters: [
                listedParameter.declaration, indicatorsParameter.declaration, yearsParameter.declaration,
                reboundParameter.declaration, sideParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    bound.checkUniqueIndicators(&diagnostics)
                    guard bound.indicatorBlocks.isEmpty, bound[listedParameter] == nil else { return }
                    bound.requireValues(["listed", "indicators"], &diagnostics)
                }
            ])
    }

    public init(_ bound: BoundGroup) {
        listed = bound[Self.listedParameter]
        limits = bound[Self.indicatorsParameter]
        attainedYears = bound[Self.yearsParameter]
        rebound = bound[Self.reboundParameter]
        side = bound[Self.sideParameter]
    }

    public func adjust(
        _ claims: [Claim], _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> AdjustedClaims {
        let listed = try listedReasons(assessment.evidence.table)
        var verdicts: [Place: Verdict] = [:]
        for place in Set(claims.filter(side.holds).map(Place.init)).sorted() {
            verdicts[place] = try verdict(place, &assessment)
        }
        return AdjustedClaims(
            claims: claims.map { claim in
                guard side.holds(claim) else { return claim }
                let times: [Period?] = [claim.period, .year(claim.period.year), nil]
                for time in times {
                    if let reason = listed[Listing(region: claim.region, period: time)] {
                        return claim.exempted(
                            "listed", LocalizedText(reason.text), origin: reason.origin)
                    }
                }
                guard let verdict = verdicts[Place(claim)], verdict.isExempt else { return claim }
                return claim.exempted("limits_met", verdict.note, inputs: verdict.inputs)
            })
    }
}

// MARK: Evaluation

extension Exemption {
    private struct Listing: Hashable {
        let region: RegionCode
        let period: Period?
    }

    private struct Reason {
        let text: String
        let origin: FigureOrigin
    }

    private struct Place: Hashable, Comparable {
        let region: RegionCode
        let period: Period

        init(_ claim: Claim) {
            region = claim.region
            period = claim.period
        }

        static func < (left: Place, right: Place) -> Bool {
            (left.period, left.region) < (right.period, right.region)
        }
    }

    private struct Verdict {
        let isExempt: Bool
        let note: LocalizedText
        let inputs: [Calculation]
    }

    private func listedReasons(_ regions: RegionTable) throws(DiagnosticFailure) -> [Listing: Reason] {
        guard let listed else { return [:] }
        var reader = RowReader(listed, regions)
        var reasons: [Listing: Reason] = [:]
        for row in listed.rows {
            let hasPeriod = !(listed.optional(row, Columns.period) ?? "").isEmpty
            let period = hasPeriod ? reader.period(row, Columns.period) : nil
            guard let region = reader.region(row, OwnColumn.region) else { continue }
            reasons[Listing(region: region, period: period)] = Reason(
                text: listed.value(row, Columns.reason), origin: listed.origin(row, OwnColumn.region))
        }
        try reader.finish()
        return reasons
    }

    private func verdict(
        _ place: Place, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Verdict? {
        guard !limits.isEmpty else { return nil }
        var inputs: [Calculation] = []
        let times =
            attainedYears == 0
            ? [place.period] : (1...attainedYears).map { .year(place.period.year - $0) }
        for time in times {
            for limit in limits {
                guard let worse = try worsening(limit, place.region, time, &assessment) else { return nil }
                inputs.append(worse)
            }
        }
        let isAttained = inputs.allSatisfy { $0.value <= .zero }
        guard isAttained, attainedYears > 0 else {
            return Verdict(
                isExempt: isAttained,
                note: LocalizedText(en: "every limit met: not settled", zh: "达到全部限值，不予结算"),
                inputs: inputs)
        }
        guard let hasRebounded = try hasRebounded(place, &assessment) else { return nil }
        return Verdict(
            isExempt: !hasRebounded,
            note: LocalizedText(
                en: "limits met in \(attainedYears) years before, no rebound: out of the scheme",
                zh: "此前连续 \(attainedYears) 年达标且未反弹，退出考核"), inputs: inputs)
    }

    private func worsening(
        _ limit: Limit, _ region: RegionCode, _ time: Period, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Calculation? {
        guard let reading = assessment.reading(limit.indicator, region, time) else {
            assessment.noteMissing(limit.indicator, region, time)
            return nil
        }
        return try DiagnosticFailure.exactly("\(assessment.scope.path): \(region) in \(time)") {
            () throws(ArithmeticOverflow) in
            Calculation(
                .difference, "worsening",
                try limit.indicator.worsening(of: reading.value, against: limit.value), limit.indicator.unit,
                inputs: [reading.observation(limit.indicator)])
        }
    }

    private func hasRebounded(
        _ place: Place, _ assessment: inout Assessment
    ) throws(DiagnosticFailure) -> Bool? {
        for limit in limits {
            let base: Limit
            if rebound == .worseThanLimit {
                base = limit
            } else {
                let last = place.period.inYear(place.period.year - 1)
                guard let reading = assessment.reading(limit.indicator, place.region, last) else {
                    assessment.noteMissing(limit.indicator, place.region, last)
                    return nil
                }
                base = Limit(indicator: limit.indicator, value: reading.value)
            }
            guard let worse = try worsening(base, place.region, place.period, &assessment) else { return nil }
            if worse.value > .zero { return true }
        }
        return false
    }
}
