import EcoParameters
import EcoUnits

/// The pollutants that count where a standard is missed.
struct MissedStandard: ParameterGroup {
    private static let standardParameter = Parameter<String>.text(
        "standard", kind: .identifier,
        LocalizedText(en: "indicator of the attainment table, such as pm25", zh: "达标情况表中的指标，如 pm25"))
    private static let pollutantsParameter = Parameter<[String]>.texts(
        "pollutants", .identifier, minimumCount: 1,
        LocalizedText(en: "pollutants that the rule then holds for", zh: "该指标不达标时适用的污染物"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "missed_standard", title: LocalizedText(en: "Missed standard", zh: "不达标指标"),
            meaning: LocalizedText(
                en: "pollutants that count where a region misses a standard", zh: "某项指标不达标地区所适用的污染物"),
            parameters: [standardParameter.declaration, pollutantsParameter.declaration])
    }

    let standard: String
    let pollutants: Set<String>

    init(_ bound: BoundGroup) {
        standard = bound[Self.standardParameter]
        pollutants = Set(bound[Self.pollutantsParameter])
    }

    static let listParameter = Parameter<[MissedStandard]>.groups(
        "missed",
        LocalizedText(
            en: "standards and the pollutants that they touch, by the table `attainment`",
            zh: "不达标指标及相应污染物，依据 attainment 表"))
}

extension QuotaRecords {
    /// Whether a region misses one of the standards that count for a pollutant.
    func misses(_ standards: [MissedStandard], region: String, pollutant: String) -> Bool {
        let counting = Set(standards.filter { $0.pollutants.contains(pollutant) }.map(\.standard))
        return attainment.contains { row in
            !row.isMet && counting.contains(row.standard)
                && Selection(regions: [row.region]).holds(region: region)
        }
    }
}

extension RulePlace {
    /// Standards that no row of the attainment table knows.
    func check(_ standards: [MissedStandard], _ records: QuotaRecords, _ effect: inout RuleEffect) {
        let known = Set(records.attainment.map(\.standard))
        for standard in Set(standards.map(\.standard)).subtracting(known).sorted() {
            effect.report(
                "unknown_standard", self, "missed", "the attainment table has no row for '\(standard)'",
                "add `attainment: attainment.csv` with its regions, or leave the standard out")
        }
    }
}
