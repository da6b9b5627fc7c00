import EcoAccounts
import EcoParameters
import EcoUnits

/// Routes to the cooling of ecosystems.
public enum ClimateMethod: String, ParameterChoice {
    case evapotranspiration
    case temperatureDifference = "temperature_difference"

    public var meaning: LocalizedText {
        switch self {
        case .evapotranspiration: LocalizedText(en: "energy of evapotranspiration", zh: "蒸散发吸热法")
        case .temperatureDifference:
            LocalizedText(
                en: "cooling that a measured temperature difference stands for, from a table", zh: "实测温差法")
        }
    }
}

/// Which terms the efficiency of air conditioners divides. Sources store it without saying.
public enum EfficiencyScope: String, ParameterChoice {
    case vegetation
    case vegetationAndWater = "vegetation_and_water"

    public var meaning: LocalizedText {
        switch self {
        case .vegetation:
            LocalizedText(en: "vegetation only, as in Garze 2010", zh: "仅植被蒸腾")
        case .vegetationAndWater:
            LocalizedText(en: "vegetation and the heat that water takes up", zh: "植被蒸腾与水面蒸发吸热")
        }
    }
}

/// Where evaporation of water comes from.
public enum EvaporationSource: String, ParameterChoice {
    case layer
    case table
    case none

    public var meaning: LocalizedText {
        switch self {
        case .layer: LocalizedText(en: "the layer water_evaporation over water", zh: "水面蒸发栅格")
        case .table: LocalizedText(en: "column evaporated_m3 of the table", zh: "表中蒸发水量")
        case .none: LocalizedText(en: "water does not count", zh: "不计水面")
        }
    }
}

/// Published tables of the energy that plants take up in a day.
public enum EvapotranspirationTable: String, ParameterChoice {
    case garze2017 = "garze_2017"
    case none

    public var meaning: LocalizedText {
        switch self {
        case .garze2017:
            LocalizedText(en: "heat taken up by plants, as it gives Garze 2010", zh: "单位面积日蒸腾吸热（甘孜）")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    /// kJ/(m2 d).
    var rates: [String: Double] {
        self == .none ? [:] : ["forest": 2_837.27, "shrubland": 1_300.95, "grassland": 969.83]
    }

    static let source =
        "reproduces the printed figures of Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362"
}

/// The block `accounts.indicators.climate_regulation`.
public struct ClimateRegulationParameters: ParameterGroup {
    static let method = Parameter<ClimateMethod>.choice(
        "method", LocalizedText(en: "route to cooling", zh: "核算方法"),
        source: "GB/T 46869-2025 A.11 names both")
    static let table = Parameter<Table>.table(
        "cooling", CoolingTable.declaration,
        LocalizedText(en: "hot days, evaporated water or cooling by county", zh: "各县高温日数、蒸发水量或降温能量"))
    static let rateTable = Parameter<EvapotranspirationTable>.choice(
        "evapotranspiration_table", default: EvapotranspirationTable.none,
        LocalizedText(en: "table of the heat that plants take up", zh: "蒸腾吸热表"))
    static let rates = ClassFigures.parameter(
        "evapotranspiration_rates", unit: .named("kJ/(m2 d)"), range: .nonNegative,
        LocalizedText(
            en: "heat that plants take up on a hot day, by class, over the table", zh: "各类型日蒸腾吸热，优先于表"))
    static let efficiency = Parameter<Double>.number(
        "efficiency", range: .closed(1, 10), default: "3",
        LocalizedText(en: "cold an air conditioner makes of its electricity", zh: "空调能效比"),
        source: "Bo et al. 2017, doi:10.5846/stxb201606161172", status: .published)
    static let scope = Parameter<EfficiencyScope>.choice(
        "efficiency_scope", LocalizedText(en: "which terms the efficiency divides", zh: "能效比适用项")
    ).optional
    static let evaporation = Parameter<EvaporationSource>.choice(
        "water", default: EvaporationSource.none,
        LocalizedText(en: "where evaporation of water comes from", zh: "水面蒸发来源"))
    static let latentHeat = Parameter<Double>.quantity(
        "latent_heat", unit: .named("kJ/kg"), range: .closed(2_300, 2_600), default: "2450 kJ/kg",
        LocalizedText(en: "heat that evaporates a kilogram of water near 20 C", zh: "汽化潜热"),
        source: "county platform of Youyang, 2023; 2260 of boiling water is 8 % too low", status: .published)
    static let humidifier = Parameter<Double>.quantity(
        "humidifier_energy", unit: .named("kWh/m3"), range: .nonNegative, default: "0 kWh/m3",
        LocalizedText(en: "electricity of a humidifier for a cubic metre; 0 leaves it out", zh: "加湿单位耗电"),
        source: "120 kWh/m3 in the county platform of Youyang, 2023")
    static let price = Price.parameter(
        "electricity_price", unit: .named("CNY/kWh"),
        LocalizedText(en: "price of electricity", zh: "电价"),
        source: "published values: 0.477 to 0.717 CNY/kWh")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "climate_regulation", title: LocalizedText(en: "local climate regulation", zh: "局部气候调节"),
            meaning: LocalizedText(
                en: "Electricity that would cool as plants and water do on hot days", zh: "植被和水面降温的等效耗电量"),
            parameters: [
                method.declaration, table.declaration, rateTable.declaration, rates.declaration,
                efficiency.declaration, scope.declaration, evaporation.declaration, latentHeat.declaration,
                humidifier.declaration, price.declaration,
            ], rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard bound[method] == .evapotranspiration else { return }
        if bound[rates].isEmpty, bound[rateTable] == EvapotranspirationTable.none {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: rates),
                    "no class has a rate", hint: "name a table or give `evapotranspiration_rates`"))
        }
        if bound[evaporation] != EvaporationSource.none, bound[scope] == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: scope),
                    "with water, sources differ in what the efficiency divides",
                    hint: "vegetation, or vegetation_and_water"))
        }
    }

    public let method: ClimateMethod
    public let table: Table
    public let rateTable: EvapotranspirationTable
    public let rates: [String: Double]
    public let efficiency: Double
    public let scope: EfficiencyScope
    public let evaporation: EvaporationSource
    public let latentHeat: Double
    public let humidifier: Double
    public let price: Price
    let ratesLocation: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        table = bound[Self.table]
        rateTable = bound[Self.rateTable]
        rates = bound[Self.rates]
        efficiency = bound[Self.efficiency]
        scope = bound[Self.scope] ?? .vegetation
        evaporation = bound[Self.evaporation]
        latentHeat = bound[Self.latentHeat]
        humidifier = bound[Self.humidifier]
        price = bound[Self.price]
        ratesLocation = bound.location(of: Self.rates)
        path = bound.path
    }

    var register: [RegisterEntry] {
        guard method == .evapotranspiration else { return [] }
        return ClassFigures.register(
            rateTable.rates, without: rates, unit: "kJ/(m2 d)", path: "\(path).evapotranspiration_table",
            rateTable.meaning, source: EvapotranspirationTable.source, status: .published)
    }
}
