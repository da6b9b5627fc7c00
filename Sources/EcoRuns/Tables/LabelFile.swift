import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoQuota
import EcoUnits

extension RunFile {
    /// `labels.csv`: the names of the ids in the other tables, in both languages. Names that the scenario gives
    /// come last and win.
    static func labels(_ result: RunResult) -> RunFile {
        var csv = CSVText(columns: ["kind", "id", "name_en", "name_zh"])
        for label in Label.all(of: result) {
            csv.append([label.kind, label.id, label.name.en, label.name.zh])
        }
        return RunFile("labels.csv", csv.text)
    }
}

/// The name of an id.
private struct Label {
    let kind: String
    let id: String
    let name: LocalizedText

    init(_ kind: String, _ id: String, _ name: LocalizedText) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    init(_ kind: String, _ id: String, en: String, zh: String) {
        self.init(kind, id, LocalizedText(en: en, zh: zh))
    }

    static func all(of result: RunResult) -> [Label] {
        let scenario = result.loaded.scenario
        var labels =
            indicators + components + ecosystems + layers + accounts + standards + airLevels + pollutants
            + funds + bases + calculations
        if let pack = result.accounts?.rulePack {
            labels.append(Label("rule_pack", pack.id, pack.title))
            labels.append(Label("indicator", pack.total.id, pack.total.title))
        }
        labels += schemes(scenario.compensation?.schemes ?? [])
        labels += blocks(
            (scenario.compensation?.appraisals ?? []).map { ($0.identity.id, type(of: $0).declaration) }
                + (scenario.compensation?.allocations ?? []).map {
                    ($0.identity.id, type(of: $0).declaration)
                })
        for place in scenario.quota?.receptorPlaces ?? [] {
            labels.append(Label("receptor", place.id, place.name))
        }
        for (id, name) in scenario.quota?.commodityNames ?? [] {
            labels.append(Label("pollutant", id, name))
        }
        for label in scenario.labels { labels.append(Label(label.kind, label.id, label.name)) }
        return labels
    }

    /// By the family; schemes of one family are told apart by their preset, else by their id.
    private static func schemes(_ schemes: [any CompensationScheme]) -> [Label] {
        schemes.map { scheme in
            let family = type(of: scheme).family
            let isAlone = schemes.filter { type(of: $0).family.id == family.id }.count == 1
            let title = family.declaration.title
            let mark =
                family.presets.first { $0.id == scheme.scope.preset }?.title
                ?? LocalizedText(scheme.scope.id)
            return Label(
                "scheme", scheme.scope.id,
                isAlone ? title : LocalizedText(en: "\(title.en): \(mark.en)", zh: "\(title.zh)：\(mark.zh)"))
        }
    }

    /// Appraisals and allocations by their kind; those of one kind are told apart by their id.
    private static func blocks(_ blocks: [(id: String, declaration: GroupDeclaration)]) -> [Label] {
        blocks.map { block in
            let title = block.declaration.title
            let isAlone = blocks.filter { $0.declaration.id == block.declaration.id }.count == 1
            return Label(
                "scheme", block.id,
                isAlone
                    ? title : LocalizedText(en: "\(title.en): \(block.id)", zh: "\(title.zh)：\(block.id)"))
        }
    }

    private static var indicators: [Label] {
        IndicatorCatalogue.entries.map { Label("indicator", $0.declaration.id, $0.declaration.title) }
    }

    /// Parts of services by ids such as `soil_retention.silt`.
    private static var components: [Label] {
        IndicatorCatalogue.entries.flatMap { entry in
            let declaration = entry.declaration
            return declaration.components.map {
                Label("component", "\(declaration.id).\($0.id)", $0.title)
            }
        }
    }

    private static var layers: [Label] {
        LayerRole.allCases.map { Label("layer", $0.rawValue, $0.meaning) }
    }

    private static var ecosystems: [Label] {
        EcosystemType.allCases.map { Label("ecosystem", $0.rawValue, $0.name) }
    }

    private static var standards: [Label] {
        AirStandard.Version.allCases.map { Label("standard", $0.rawValue, $0.name) }
    }

    private static var airLevels: [Label] {
        AirLevel.allCases.map { Label("air_level", "\($0.rawValue)", $0.name) }
    }

    private static let accounts = [
        Label("account", "extent", en: "extent", zh: "生态系统面积"),
        Label("account", "provisioning", en: "provisioning", zh: "物质产品"),
        Label("account", "regulating", en: "regulating", zh: "调节服务"),
        Label("account", "cultural", en: "cultural", zh: "文化服务"),
        Label("account", "memorandum", en: "beside the total", zh: "总值之外"),
        Label("account", "total", en: "total", zh: "合计"),
    ]

    private static let pollutants =
        PollutantName.all.map { Label("pollutant", $0.id, $0.name) }
        + [Label("pollutant", "all", en: "all pollutants", zh: "全部污染物")]

    private static let calculations = CalculationName.names.map { Label("calculation", $0.id, $0.name) }
    private static let bases = TransferBasis.names.map { Label("basis", $0.id, $0.name) }

    private static let funds =
        StandardFund.allCases.map { Label("fund", $0.rawValue, $0.name) } + [
            Label("fund", "central_government", en: "Central government", zh: "中央财政"),
            Label("fund", QuotaFlow.reserve, en: "Provincial reserve", zh: "省级储备"),
            Label("fund", QuotaPayment.exchange, en: "Exchange (fees)", zh: "交易机构（手续费）"),
            Label("fund", QuotaPayment.transferFund, en: "Zone transfer fund", zh: "跨区调节资金"),
        ]
}
