import EcoAccounts
import EcoParameters
import EcoUnits

/// Rewards by the share of good water that leaves a region, charges by the share of bad water.
/// Method: `ClassShares.md`.
public struct ClassShares: CompensationScheme {
    public static let family = SchemeFamily(id: "class_shares", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let shares: Table
    /// Yuan a percentage point by class; positive for rewards, negative for charges.
    let prices: [(water: WaterClass, price: Rational)]
}

extension ClassShares {
    private static let terms = FundTerms(step: "0.01 万元", source: "no published rule states a step")

    private enum Columns {
        static let region = RegionTable.Columns.region
        static let period = Column<String>.settlementPeriod

        static func share(_ water: WaterClass) -> Column<FixedPoint> {
            .fixedPoint(
                "class_\(water.rawValue)_percent", fractionDigits: 6, unit: .named("%"),
                range: .closed(0, 100),
                presence: .nullable,
                LocalizedText(
                    en: "share of the water that leaves the region in \(water.meaning.en)",
                    zh: "出境水\(water.meaning.zh)占比"))
        }
    }

    private static let sharesParameter = Parameter<Table>.table(
        "shares",
        TableDeclaration(
            id: "water_class_shares",
            meaning: LocalizedText(en: "Shares of the water that leaves a region, by class", zh: "出境水各类别占比"),
            columns: [Columns.region.declaration, Columns.period.declaration]
                + WaterClass.allCases.map { Columns.share($0).declaration }
                + [RegionTable.Columns.note.declaration],
            uniqueBy: ["region", "period"]),
        LocalizedText(en: "shares of the water by class", zh: "出境水各类别占比表"))

    private static func price(_ water: WaterClass) -> Parameter<Rational?> {
        let isGood = water <= .iii
        return Parameter<Rational>.exactQuantity(
            "class_\(water.rawValue)_\(isGood ? "reward" : "charge")", unit: .named("CNY/%"),
            range: .nonNegative,
            LocalizedText(
                en: "\(isGood ? "reward" : "charge") for one percentage point of \(water.meaning.en)",
                zh: "\(water.meaning.zh)占比每1个百分点\(isGood ? "奖励" : "扣罚")金额")
        ).optional
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "class_shares",
            title: LocalizedText(en: "Rewards and charges on class shares", zh: "出境水类别占比奖惩"),
            meaning: LocalizedText(
                en: "Rewards for the shares of classes I to III, charges for IV, V and worse",
                zh: "按出境水Ⅰ—Ⅲ类占比奖励、Ⅳ类及以下占比扣罚"),
            parameters: SchemeScope.declarations + [sharesParameter.declaration]
                + WaterClass.allCases.map { price($0).declaration } + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        shares = bound[Self.sharesParameter]
        prices = WaterClass.allCases.map { water in
            let price = bound[Self.price(water)] ?? .zero
            return (water, water <= .iii ? price : -price)
        }
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(WaterClass.allCases.map { price($0).key }, &diagnostics)
        terms.check(bound, &diagnostics)
    }

    /// Unit prices were not published: all stay required.
    static let presets = [
        SchemePreset(
            id: "zhejiang_2017", title: LocalizedText(en: "Zhejiang, 2017", zh: "浙江省2017年绿色发展财政奖补"),
            entries: [])
    ]

    public func claims(from assessment: inout Assessment) throws(DiagnosticFailure) -> [Claim] {
        var reader = RowReader(shares, assessment.evidence.table)
        var claims = ClaimList(scheme: scope.id)
        for row in shares.rows {
            guard let region = reader.region(row, Columns.region),
                let period = reader.period(row, Columns.period), assessment.isSettled(period)
            else { continue }
            let given = prices.map { shares.number(row, Columns.share($0.water)) }
            let values = given.compactMap { $0 }
            guard values.count == prices.count else {
                assessment.noteMissing("\(scope.path): \(region) in \(period)", at: shares.location(row))
                continue
            }
            guard (try? values.total()) == Rational(100) else {
                reader.complain(
                    row, Columns.share(.i), "sum_not_whole",
                    LocalizedText(en: "the shares do not add up to 100 %", zh: "各类别占比合计不为100%"),
                    hint: LocalizedText(en: "correct the row", zh: "请更正该行"))
                continue
            }
            let place = "\(scope.path): \(region) in \(period)"
            try DiagnosticFailure.exactly(place) { () throws(ArithmeticOverflow) in
                try append(values, row, region, period, &claims)
            }
        }
        try reader.finish()
        return claims.claims
    }

    private func append(
        _ values: [Rational], _ row: Int, _ region: RegionCode, _ period: Period, _ claims: inout ClaimList
    ) throws(ArithmeticOverflow) {
        for isReward in [true, false] {
            var parts: [Calculation] = []
            for (value, price) in zip(values, prices) where (price.water <= .iii) == isReward {
                let column = Columns.share(price.water)
                let share = Calculation(
                    .observation, column.key, value, .named("%"), origin: shares.origin(row, column))
                parts.append(
                    Calculation(
                        .tier, "class_\(price.water.rawValue)", try value * price.price, .yuan,
                        note: "x \(NumberText.shortest(price.price.doubleValue)) CNY/%", inputs: [share]))
            }
            let sum = Calculation(.sum, "classes", try parts.map(\.value).total(), .yuan, inputs: parts)
            claims.settle(
                region, period, sum.value, isReward ? "water_quality_award" : "water_quality_charge", sum)
        }
    }
}
