import EcoParameters
import EcoUnits

/// The regions, pollutants and sectors that a rule is for.
struct RuleScope: Sendable {
    static let regions = Parameter<[String]>.texts(
        "regions", .regionCode,
        LocalizedText(
            en: "regions; a city stands for its counties; all where empty", zh: "适用地区，市级代码代表所辖各县，空表示全部"))
    static let pollutants = Parameter<[String]>.texts(
        "pollutants", .identifier, LocalizedText(en: "pollutants; all where empty", zh: "适用污染物，空表示全部"))
    static let sectors = Parameter<[String]>.texts(
        "sectors", .identifier, LocalizedText(en: "sectors; all where empty", zh: "适用行业，空表示全部"))

    static var declarations: [ParameterDeclaration] {
        [regions.declaration, pollutants.declaration, sectors.declaration]
    }

    let selection: Selection
    let place: RulePlace

    init(_ bound: BoundGroup) {
        let read = { (parameter: Parameter<[String]>) in
            bound.declaration.parameters.contains { $0.key == parameter.key } ? bound[parameter] : []
        }
        selection = Selection(
            regions: read(Self.regions), pollutants: read(Self.pollutants), sectors: read(Self.sectors))
        place = RulePlace(bound)
    }

    /// Findings on names that no source has.
    func check(_ records: QuotaRecords, _ effect: inout RuleEffect) {
        for region in selection.regions.sorted() {
            let chosen = Selection(regions: [region])
            if !records.sources.contains(where: { chosen.holds(region: $0.region) }) {
                effect.report(
                    "unknown_region", place, "regions", "no source stands in region \(region)",
                    "correct the code, or add its sources")
            }
        }
        check(selection.pollutants, Set(records.sources.map(\.pollutant)), "pollutants", &effect)
        check(selection.sectors, Set(records.sources.map(\.sector)), "sectors", &effect)
    }

    private func check(
        _ names: Set<String>, _ known: Set<String>, _ key: String, _ effect: inout RuleEffect
    ) {
        place.check(names, known, key, &effect)
    }
}

extension RulePlace {
    /// A finding for each name that is not known.
    func check(
        _ names: some Sequence<String>, _ known: Set<String>, _ key: String, _ effect: inout RuleEffect
    ) {
        for name in Set(names).subtracting(known).sorted() {
            let near = Suggestion.nearest(to: name, in: known.sorted()).map { "did you mean `\($0)`?" }
            effect.report(
                "unknown_\(key)", self, key, "no source knows '\(name)'",
                near ?? "use one of \(known.sorted().joined(separator: ", "))")
        }
    }
}
