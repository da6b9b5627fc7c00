import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
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
        var labels = indicators + ecosystems + accounts + standards + pollutants + funds
        if let pack = result.accounts?.rulePack { labels.append(Label("rule_pack", pack.id, pack.title)) }
        for scheme in scenario.compensation?.schemes ?? [] {
            labels.append(Label("scheme", scheme.scope.id, type(of: scheme).family.declaration.title))
        }
        for place in scenario.quota?.receptorPlaces ?? [] {
            labels.append(Label("receptor", place.id, place.name))
        }
        for label in scenario.labels { labels.append(Label(label.kind, label.id, label.name)) }
        return labels
    }

    private static var indicators: [Label] {
        IndicatorCatalogue.entries.map { Label("indicator", $0.declaration.id, $0.declaration.title) }
    }

    private static var ecosystems: [Label] {
        EcosystemType.allCases.map { Label("ecosystem", $0.rawValue, $0.name) }
    }

    private static var standards: [Label] {
        AirStandard.Version.allCases.map { Label("standard", $0.rawValue, $0.name) }
    }

    private static let accounts = [
        Label("account", "extent", en: "extent", zh: "生态系统面积"),
        Label("account", "provisioning", en: "provisioning", zh: "物质产品"),
        Label("account", "regulating", en: "regulating", zh: "调节服务"),
        Label("account", "cultural", en: "cultural", zh: "文化服务"),
        Label("account", "total", en: "total", zh: "合计"),
    ]

    private static let pollutants = [
        Label("pollutant", "so2", en: "SO2", zh: "SO2"), Label("pollutant", "no2", en: "NO2", zh: "NO2"),
        Label("pollutant", "nox", en: "NOx", zh: "NOx"), Label("pollutant", "co", en: "CO", zh: "CO"),
        Label("pollutant", "o3", en: "O3", zh: "O3"), Label("pollutant", "pm10", en: "PM10", zh: "PM10"),
        Label("pollutant", "pm25", en: "PM2.5", zh: "PM2.5"),
        Label("pollutant", "all", en: "all pollutants", zh: "全部污染物"),
    ]

    private static let funds = [
        Label("fund", "province", en: "Province", zh: "省级财政"),
        Label("fund", "reward_pool", en: "Reward pool", zh: "奖励资金池"),
        Label("fund", "carried_forward", en: "Carried forward", zh: "结转资金"),
        Label("fund", "provincial_reserve", en: "Provincial reserve", zh: "省级储备"),
        Label("fund", "exchange", en: "Exchange (fees)", zh: "交易机构（手续费）"),
        Label("fund", "transfer_fund", en: "Zone transfer fund", zh: "跨区调节资金"),
    ]
}
