import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoSimulation
import EcoUnits

/// What a run computes with: complete, immutable, in canonical units.
public struct Scenario: ParameterGroup {
    static let name = Parameter<String>.text(
        "name", kind: .identifier,
        LocalizedText(en: "short name, used for the run folder", zh: "情景代号，用于运行目录名"))
    static let title = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "title of the report", zh: "报告标题"))
    static let year = Parameter<Int>.integer(
        "year", range: 1990...2100,
        LocalizedText(en: "accounting and evaluation year", zh: "核算与考核年度"))
    static let regions = Parameter<RegionsParameters>.group(
        "regions", LocalizedText(en: "the counties that take part", zh: "参与县区"))
    static let accounts = Parameter<AccountsParameters>.group(
        "accounts", LocalizedText(en: "ecosystem accounts (GEP)", zh: "生态产品总值核算")
    ).optional
    static let air = Parameter<AirParameters>.group(
        "air", LocalizedText(en: "evaluation of ambient air", zh: "环境空气质量评价")
    ).optional
    static let compensation = Parameter<CompensationParameters>.group(
        "compensation", LocalizedText(en: "compensation schemes and their settlement", zh: "生态补偿与结算")
    ).optional
    static let quota = Parameter<QuotaParameters>.group(
        "quota", LocalizedText(en: "market of emission quota", zh: "排污权指标市场")
    ).optional
    static let simulation = Parameter<SimulationParameters>.group(
        "simulation", LocalizedText(en: "the years that follow", zh: "多年模拟")
    ).optional
    static let search = Parameter<SearchParameters>.group(
        "search", LocalizedText(en: "search of the standard", zh: "标准寻优")
    ).optional
    static let assumptions = Parameter<Table>.table(
        "assumptions", Assumption.declaration,
        LocalizedText(en: "what is assumed where no figure is published", zh: "无公开数据处的假定")
    ).optional
    static let labels = Parameter<Table>.table(
        "labels", NameLabel.declaration,
        LocalizedText(en: "names of the scenario's own ids", zh: "自定义代号名称表")
    ).optional
    static let report = Parameter<ReportParameters>.group(
        "report", LocalizedText(en: "how the result is shown", zh: "结果展示方式")
    ).optional

    static let variants = Parameter<[SweepVariant]>.groups(
        "scenarios",
        LocalizedText(
            en: "named variants that `ecocomp compare` runs beside the scenario as it stands",
            zh: "与本情景对照的命名情景，由 ecocomp compare 运行"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "scenario", title: LocalizedText(en: "Scenario", zh: "情景"),
            meaning: LocalizedText(
                en: "The outermost block of scenario.yaml; a block that is left out is not computed",
                zh: "scenario.yaml 的最外层；未写出的模块不计算"),
            parameters: [
                name.declaration, title.declaration, year.declaration, regions.declaration,
                accounts.declaration, air.declaration, compensation.declaration, quota.declaration,
                simulation.declaration, search.declaration,
                assumptions.declaration, labels.declaration, report.declaration, variants.declaration,
            ], rules: [schemesFindTheirInputs, variantsDiffer])
    }

    /// Schemes without the results that they read would be left out without a word.
    private static let schemesFindTheirInputs: GroupDeclaration.Rule = { bound, diagnostics in
        let blocks: [(EvidenceSource, String)] = [(.air, air.key), (.accounts, accounts.key)]
        let absent = blocks.filter { bound.fields[$0.1] == nil }
        guard bound.fields[compensation.key] != nil, !absent.isEmpty, let inputs = bound[compensation]?.inputs
        else { return }
        for (source, key) in absent where inputs.contains(source) {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location(of: compensation), path: key,
                    "`compensation` reads results of the block `\(key)`, and the scenario has none",
                    hint: "add the block `\(key)`, or leave out what reads it"))
        }
    }

    private static let variantsDiffer: GroupDeclaration.Rule = { bound, diagnostics in
        var ids: Set<String> = []
        for variant in bound[variants] where !ids.insert(variant.id).inserted {
            diagnostics.append(
                Diagnostic(
                    code: "duplicate", at: variant.location, path: variants.key,
                    "two variants are called \(variant.id)", hint: "rename one"))
        }
    }

    public let name: String
    public let title: LocalizedText
    public let year: Int
    public let regions: RegionTable
    /// Outlines of the counties, where the scenario has them.
    public let outlines: FileReference?
    /// Which counties border on each other, where the scenario says it.
    public let borders: [SharedBorder]
    public let accounts: AccountsParameters?
    public let air: AirParameters?
    public let compensation: CompensationParameters?
    public let quota: QuotaParameters?
    public let simulation: SimulationParameters?
    public let search: SearchParameters?
    public let assumptions: [Assumption]
    public let labels: [NameLabel]
    public let report: ReportParameters
    /// What `compare` runs beside the scenario as it stands.
    public let variants: [SweepVariant]

    public init(_ bound: BoundGroup) { self.init(bound, keeping: nil, besides: []) }

    /// - Parameters:
    ///   - kept: what every block has the value of that `changes` do not name; nil where there is none.
    ///   - changes: keys of blocks.
    init(_ bound: BoundGroup, keeping kept: Scenario?, besides changes: Set<DocumentStep>) {
        func value<Value, Bound>(
            _ parameter: Parameter<Bound>, _ path: KeyPath<Scenario, Value>, _ make: (Bound) -> Value
        ) -> Value {
            if let kept, !changes.contains(.name(parameter.declaration.key)) { return kept[keyPath: path] }
            return make(bound[parameter])
        }
        name = value(Self.name, \.name) { $0 }
        title = value(Self.title, \.title) { $0 }
        year = value(Self.year, \.year) { $0 }
        (regions, outlines, borders) = value(Self.regions, \.places) { ($0.regions, $0.outlines, $0.borders) }
        accounts = value(Self.accounts, \.accounts) { $0 }
        air = value(Self.air, \.air) { $0 }
        compensation = value(Self.compensation, \.compensation) { $0 }
        quota = value(Self.quota, \.quota) { $0 }
        simulation = value(Self.simulation, \.simulation) { $0 }
        search = value(Self.search, \.search) { $0 }
        assumptions = value(Self.assumptions, \.assumptions) { $0.map(Assumption.rows) ?? [] }
        labels = value(Self.labels, \.labels) { $0.map(NameLabel.rows) ?? [] }
        report = value(Self.report, \.report) { $0 ?? ReportParameters() }
        variants = value(Self.variants, \.variants) { $0 }
    }

    private var places: (RegionTable, FileReference?, [SharedBorder]) { (regions, outlines, borders) }
}
