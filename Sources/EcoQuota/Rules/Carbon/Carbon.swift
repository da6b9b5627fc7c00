import EcoParameters
import EcoUnits

/// Carbon quota by intensity benchmarks. Method: `Carbon.md`.
public struct Carbon: QuotaRule {
    struct Benchmark: ParameterGroup {
        static let sectorParameter = Parameter<String>.text(
            "sector", kind: .identifier, LocalizedText(en: "sector", zh: "行业"))
        static let valueParameter = Parameter<Double>.number(
            "benchmark", range: .nonNegative,
            LocalizedText(en: "t of CO2 for each unit of output", zh: "单位产出碳排放基准值（t/产出单位）"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "carbon_benchmark", title: LocalizedText(en: "Benchmark", zh: "碳排放基准"),
                meaning: LocalizedText(en: "intensity benchmark of a sector", zh: "行业碳排放强度基准"),
                parameters: [sectorParameter.declaration, valueParameter.declaration])
        }

        let sector: String
        let value: Double

        init(_ bound: BoundGroup) {
            sector = bound[Self.sectorParameter]
            value = bound[Self.valueParameter]
        }
    }

    static let commodityParameter = Parameter<String>.text(
        "commodity", kind: .identifier, default: "co2",
        LocalizedText(en: "the commodity", zh: "商品标识"))
    static let benchmarksParameter = Parameter<[Benchmark]>.groups(
        "benchmarks",
        LocalizedText(en: "benchmarks; quota stays as given where absent", zh: "行业基准值；未列行业保持原有配额"))
    static let factorParameter = Parameter<Double>.number(
        "factor", range: .nonNegative, default: "1",
        LocalizedText(en: "factor on benchmark times output", zh: "配额调整系数"))
    static let wideParameter = Parameter<Bool>.boolean(
        "one_market", default: "true",
        LocalizedText(
            en: "whether all regions are one zone for it, without ambient limits", zh: "是否全域统一市场（无片区限制）"))

    public static var declaration: GroupDeclaration {
        .rule(
            "carbon", LocalizedText(en: "Carbon", zh: "碳排放配额"),
            LocalizedText(
                en: "quota is benchmark times output, for sources and for projects; one market for all",
                zh: "配额等于基准值乘以产出，项目按产出带入配额；统一市场"),
            [
                commodityParameter.declaration, benchmarksParameter.declaration, factorParameter.declaration,
                wideParameter.declaration,
            ])
    }

    private let commodity: String
    private let benchmarks: [Benchmark]
    private let factor: Double
    private let isOneMarket: Bool
    private let place: RulePlace

    public init(_ bound: BoundGroup) {
        commodity = bound[Self.commodityParameter]
        benchmarks = bound[Self.benchmarksParameter]
        factor = bound[Self.factorParameter]
        isOneMarket = bound[Self.wideParameter]
        place = RulePlace(bound)
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        place.check([commodity], records.pollutants, "commodity", &effect)
        let sectors = records.sources.filter { $0.pollutant == commodity }.map(\.sector)
        place.check(benchmarks.map(\.sector), Set(sectors), "benchmarks", &effect)
        let values = Dictionary(benchmarks.map { ($0.sector, $0.value) }) { first, _ in first }
        for index in records.sources.indices where records.sources[index].pollutant == commodity {
            let source = records.sources[index]
            guard let benchmark = values[source.sector] else { continue }
            guard let output = source.output else {
                effect.report(
                    "missing_value", place, "benchmarks",
                    "source \(source.region) \(source.sector) states no output", "fill the column `output`")
                continue
            }
            records.sources[index].quota = benchmark * output * factor
            effect.touched += 1
        }
        for index in records.projects.indices where records.projects[index].pollutant == commodity {
            let project = records.projects[index]
            guard let benchmark = values[project.sector], let output = project.output, project.maximum > 0
            else { continue }
            records.projects[index].quotaBrought = benchmark * output * factor / project.maximum
            effect.touched += 1
        }
        if isOneMarket { unite(&records) }
    }

    private func unite(_ records: inout QuotaRecords) {
        let regions = Set(records.sources.filter { $0.pollutant == commodity }.map(\.region))
        records.zones.removeAll { $0.pollutant == commodity }
        records.zones += regions.sorted().map {
            ZoneMembership(region: $0, zone: "all", pollutant: commodity, location: place.location)
        }
    }
}
