import EcoParameters
import EcoUnits

/// Which class of sectors may use the quota of which. Method: `SectorCompatibility.md`.
public struct SectorCompatibility: QuotaRule {
    struct SectorClass: ParameterGroup {
        static let idParameter = Parameter<String>.text(
            "class", kind: .identifier, LocalizedText(en: "id of the class", zh: "类别标识"))
        static let sectorsParameter = Parameter<[String]>.texts(
            "sectors", .identifier, minimumCount: 1, LocalizedText(en: "its sectors", zh: "所含行业"))
        static let releasesParameter = Parameter<[String]>.texts(
            "releases", .identifier,
            LocalizedText(
                en: "only sources of these classes of release, such as low stacks", zh: "仅限这些排放高度类别"))
        static let servesParameter = Parameter<[String]>.texts(
            "serves", .identifier,
            LocalizedText(en: "other classes that may use its quota", zh: "其指标还可供哪些类别使用"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "sector_class", title: LocalizedText(en: "Class of sectors", zh: "行业类别"),
                meaning: LocalizedText(
                    en: "sectors that trade with each other, and whom else they may serve",
                    zh: "可相互交易的行业，以及其指标可供的其他类别"),
                parameters: [
                    idParameter.declaration, sectorsParameter.declaration, releasesParameter.declaration,
                    servesParameter.declaration,
                ])
        }

        let id: String
        let sectors: [String]
        let releases: Set<String>
        let serves: [String]

        init(_ bound: BoundGroup) {
            id = bound[Self.idParameter]
            sectors = bound[Self.sectorsParameter]
            releases = Set(bound[Self.releasesParameter])
            serves = bound[Self.servesParameter]
        }
    }

    static let classesParameter = Parameter<[SectorClass]>.groups(
        "classes", minimumCount: 1,
        LocalizedText(
            en: "classes; the first that fits holds; the other sectors stay as they are",
            zh: "行业类别，先列者优先，未列行业保持原有分类"))

    public static var declaration: GroupDeclaration {
        .rule(
            "sector_compatibility", LocalizedText(en: "Compatibility of sectors", zh: "行业间交易限制"),
            LocalizedText(
                en: "quota of a class serves that class and those listed, and is not passed on from there",
                zh: "某类行业的指标仅供本类及所列类别使用，且不得再转让"),
            [RuleScope.pollutants.declaration, classesParameter.declaration])
    }

    private let scope: RuleScope
    private let classes: [SectorClass]

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        classes = bound[Self.classesParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        scope.place.check(
            classes.flatMap(\.sectors), Set(records.sources.map(\.sector)), "classes", &effect)
        for index in records.sources.indices where scope.selection.holds(records.sources[index]) {
            let source = records.sources[index]
            let fitting = classes.first {
                $0.sectors.contains(source.sector)
                    && ($0.releases.isEmpty || $0.releases.contains(source.release))
            }
            guard let fitting, fitting.id != source.pool else { continue }
            records.sources[index].pool = fitting.id
            effect.touched += 1
        }
        let known = Set(records.sources.map(\.pool)).union(classes.map(\.id))
        let chosen = scope.selection.pollutants.sorted()
        for sectorClass in classes {
            scope.place.check(sectorClass.serves, known, "classes", &effect)
            for served in sectorClass.serves where served != sectorClass.id {
                let pollutants: [String?] = chosen.isEmpty ? [nil] : chosen
                records.classLinks += pollutants.map {
                    ClassLink(pollutant: $0, from: sectorClass.id, to: served, location: scope.place.location)
                }
            }
        }
    }
}
