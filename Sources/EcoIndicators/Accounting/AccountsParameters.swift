import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits

/// The block `accounts` of a scenario.
public struct AccountsParameters: ParameterGroup {
    static let rulePack = Parameter<String>.text(
        "rule_pack", kind: .oneOf(RulePackCatalogue.packs.map(\.id)),
        LocalizedText(en: "the rules that the account follows", zh: "核算规则包"))
    static let year = Parameter<Int>.integer(
        "year", range: 1950...2100, LocalizedText(en: "the year of the account", zh: "核算年份"))
    static let priceYear = Parameter<Int>.integer(
        "price_year", range: 1950...2100,
        LocalizedText(en: "year of the price level of all values", zh: "价格年份"))
    static let indices = Parameter<[PriceIndexParameters]>.groups(
        "price_indices", LocalizedText(en: "indices that lift prices of other years", zh: "价格指数"))
    static let indexTable = Parameter<Table>.table(
        "price_index_table", PriceIndexSeries.declaration,
        LocalizedText(en: "price indices as series of years", zh: "价格指数序列")
    ).optional
    static let rules = Parameter<RulesParameters>.group("rules", RulesParameters.declaration.meaning).optional
    static let netImports = Parameter<Table>.table(
        "net_imports", NetImports.declaration,
        LocalizedText(en: "ecological products from outside, counted as 0 where absent", zh: "区外流入产品（缺省为零）")
    ).optional
    static let opening = Parameter<OpeningParameters>.group(
        "opening", OpeningParameters.declaration.meaning
    ).optional
    static let geep = Parameter<GEEPParameters>.group("geep", GEEPParameters.declaration.meaning).optional
    static let published = Parameter<Table>.table(
        "published", PublishedTable.declaration, PublishedTable.declaration.meaning
    ).optional
    static let minimumValidShare = Parameter<Double>.quantity(
        "minimum_valid_share", unit: .one, range: .fraction, default: "95 %",
        LocalizedText(en: "below this share of valid area a figure is incomplete", zh: "有效面积下限"),
        source: "chosen by the authors of this software")
    static let zoneRule = Parameter<ZoneRule>.choice(
        "zone_rule", default: .exactFraction,
        LocalizedText(en: "how cells count that a county's border cuts", zh: "县界所切像元的计入方式"))
    static let layers = Parameter<LayersParameters>.group(
        "layers", LocalizedText(en: "the rasters of the account", zh: "栅格图层")
    ).optional
    static let rasters = Parameter<RasterOutputParameters>.group(
        "rasters", LocalizedText(en: "figures that are written cell by cell", zh: "逐像元输出")
    ).optional
    static let indicators = Parameter<IndicatorsParameters>.group(
        "indicators", LocalizedText(en: "the services that are accounted, with their parameters", zh: "核算指标"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "accounts", title: LocalizedText(en: "ecosystem accounts", zh: "生态产品核算"),
            meaning: LocalizedText(
                en: "Gross ecosystem product under one rule pack, at prices of one year", zh: "生态系统生产总值核算"),
            parameters: [
                rulePack.declaration, rules.declaration, year.declaration, priceYear.declaration,
                indices.declaration, indexTable.declaration, minimumValidShare.declaration,
                zoneRule.declaration, netImports.declaration, layers.declaration, rasters.declaration,
                indicators.declaration,
                opening.declaration,
                geep.declaration, published.declaration,
            ], rules: [checkIndices])
    }

    /// An index has one value for a year, in the list or in the table.
    private static func checkIndices(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        var seen: Set<String> = []
        let series = Set(bound[indexTable].map(PriceIndexSeries.all)?.map(\.id) ?? [])
        for (number, index) in bound[indices].enumerated() {
            let isTwice = !seen.insert("\(index.id) \(index.year)").inserted
            guard isTwice || series.contains(index.id) else { continue }
            diagnostics.append(
                Diagnostic(
                    code: isTwice ? "duplicate" : "conflicting_values", at: bound.location(of: indices),
                    path: "\(bound.path(of: indices))[\(number)]",
                    isTwice
                        ? "there are two factors of '\(index.id)' from \(index.year)"
                        : "the index '\(index.id)' stands here and in price_index_table",
                    hint: "keep one of them"))
        }
    }

    public internal(set) var rulePack: RulePack
    public let rules: RulesParameters
    let netImports: Table?
    let opening: OpeningParameters?
    let geep: GEEPParameters?
    let published: Table?
    /// Dotted path of the block.
    let path: String
    let location: SourceLocation
    public let year: Int
    public let priceLevel: PriceLevel
    /// 0 to 1.
    public let minimumValidShare: Double
    /// How cells count that a border cuts.
    public let zoneRule: ZoneRule
    public let layers: LayersParameters
    public let rasters: RasterOutputParameters?
    public let indicators: IndicatorsParameters
    private let bound: BoundGroup

    public init(_ bound: BoundGroup) {
        guard let pack = RulePackCatalogue.pack(bound[Self.rulePack]) else {
            preconditionFailure("the rule pack was not checked before it was read")
        }
        rulePack = pack
        year = bound[Self.year]
        rules = bound[Self.rules] ?? RulesParameters()
        netImports = bound[Self.netImports]
        opening = bound[Self.opening]
        geep = bound[Self.geep]
        published = bound[Self.published]
        path = bound.path
        location = bound.location
        priceLevel = PriceLevel(
            year: bound[Self.priceYear], indices: bound[Self.indices],
            series: bound[Self.indexTable].map(PriceIndexSeries.all) ?? [])
        minimumValidShare = bound[Self.minimumValidShare]
        zoneRule = bound[Self.zoneRule]
        layers = bound[Self.layers] ?? LayersParameters()
        rasters = bound[Self.rasters]
        indicators = bound[Self.indicators]
        self.bound = bound
    }

    /// All parameters with value and source, as bound.
    public var register: [RegisterEntry] { ParameterRegister.entries(of: bound) }
}

/// The block `accounts.indicators`: one block for each service that is accounted.
public struct IndicatorsParameters: ParameterGroup {
    private static func parameter(_ entry: IndicatorEntry) -> Parameter<BoundGroup?> {
        let declaration = entry.declaration
        return Parameter(
            ParameterDeclaration(
                key: declaration.id, shape: .group(declaration.parameters), presence: .optional,
                meaning: declaration.meaning)
        ) { $0?.group }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "indicators", title: LocalizedText(en: "indicators", zh: "核算指标"),
            meaning: LocalizedText(
                en: "A service is accounted where its block is there", zh: "列出者即核算"),
            parameters: IndicatorCatalogue.entries.map { parameter($0).declaration },
            rules: [
                { bound, diagnostics in
                    guard bound.fields.isEmpty else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path,
                            "no indicator is accounted",
                            hint: "add a block such as "
                                + IndicatorCatalogue.entries.map(\.declaration.id).joined(separator: ", ")))
                }
            ])
    }

    /// Indicator ids with their blocks, in the order of the catalogue.
    let blocks: [(id: String, bound: BoundGroup)]

    public init(_ bound: BoundGroup) {
        blocks = IndicatorCatalogue.entries.compactMap { entry in
            bound.fields[entry.declaration.id]?.value.group.map { (entry.declaration.id, $0) }
        }
    }
}
