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

/// The regions that miss the standards that count for a pollutant, found once for all sources.
struct MissedPlaces {
    private let regions: [String: Set<String>]
    /// Those that stand for all regions below them.
    private let higher: [String: Selection]

    init(_ standards: [MissedStandard], _ records: QuotaRecords) {
        let missed = Dictionary(grouping: records.attainment.lazy.filter { !$0.isMet }, by: \.standard)
        var regions: [String: Set<String>] = [:]
        for standard in standards {
            for pollutant in standard.pollutants {
                regions[pollutant, default: []].formUnion((missed[standard.standard] ?? []).map(\.region))
            }
        }
        self.regions = regions
        higher = regions.mapValues { $0.filter { $0.hasSuffix("00") } }.filter { !$0.value.isEmpty }
            .mapValues { Selection(regions: $0) }
    }

    func holds(region: String, pollutant: String) -> Bool {
        regions[pollutant]?.contains(region) ?? false || higher[pollutant]?.holds(region: region) ?? false
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
