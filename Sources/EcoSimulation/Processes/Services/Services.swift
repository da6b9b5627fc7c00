import EcoAccounts
import EcoIndicators
import EcoParameters
import EcoUnits

/// The block `simulation.services`. Method: docs/methods/simulation.md, 3.11.
public struct ServicesParameters: ParameterGroup {
    private static let gdpGrowthParameter = Parameter<Double>.number(
        "gdp_growth", range: NumberRange(minimum: -1), default: "0.05",
        LocalizedText(en: "yearly growth of GDP at constant prices, as a fraction", zh: "GDP 年增长率（不变价，小数）"),
        source: "order of the provincial plan", status: .provisional)
    private static let tableGrowthParameter = Parameter<Double>.number(
        "unallocated_growth", range: NumberRange(minimum: -1), default: "0",
        LocalizedText(
            en: "yearly growth of services that come from tables, such as products and tourism",
            zh: "来自统计表的服务（如产品、旅游）年增长率"))
    private static let damageParameter = Parameter<Double>.number(
        "damage_elasticity", range: .nonNegative, default: "1",
        LocalizedText(
            en: "how pollution damage follows PM2.5: damage goes with the mean to this power, and with GDP",
            zh: "污染损失对 PM2.5 的弹性（并随 GDP 变化）"),
        source: "proportional where nothing better is known", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_services", title: LocalizedText(en: "Services and economy", zh: "生态产品与经济"),
            meaning: LocalizedText(
                en: "GEP and GEEP from the sums of the account by county and type of land",
                zh: "由核算的分县分类型汇总数推算 GEP 与 GEEP"),
            parameters: [
                gdpGrowthParameter.declaration, tableGrowthParameter.declaration,
                damageParameter.declaration,
            ])
    }

    let gdpGrowth: Double
    let unallocatedGrowth: Double
    let damageElasticity: Double

    public init(_ bound: BoundGroup) {
        gdpGrowth = bound[Self.gdpGrowthParameter]
        unallocatedGrowth = bound[Self.tableGrowthParameter]
        damageElasticity = bound[Self.damageParameter]
    }
}

/// GEP and GEEP of the year at constant prices. Method: docs/methods/simulation.md, 3.11.
struct Services: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "services", title: LocalizedText(en: "Services and economy", zh: "生态产品与经济"),
        meaning: LocalizedText(
            en: "value by area of each type, GEP, GDP and GEEP", zh: "按各类型面积推算价值量、GEP、GDP 与 GEEP"),
        inputs: [.land, .air, .services], outputs: [.services])

    private let parameters: ServicesParameters
    private let maturity: Int
    private let restoredType: Int?
    private let regionCount: Int
    private let types = EcosystemType.allCases.count
    private let account: ServiceBase

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard !world.inputs.accounts.isEmpty else { return nil }
        parameters = world.parameters.services ?? .ofDefaults()
        maturity = world.parameters.restoration?.maturity ?? 1
        restoredType = world.parameters.restoration?.to
        regionCount = world.regionCount
        account = ServiceBase(world)
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        var services = ServiceYear()
        var growth = 1.0
        for _ in 0...state.index { growth *= 1 + parameters.unallocatedGrowth }
        services.values = [Double](repeating: 0, count: account.ids.count * regionCount)
        services.gep = account.rest
        services.gdp = account.gdp
        for _ in 0...state.index {
            for region in services.gdp.indices { services.gdp[region] *= 1 + parameters.gdpGrowth }
        }
        var regulating = [Double](repeating: 0, count: regionCount)
        for region in 0..<regionCount {
            for service in account.ids.indices {
                let value = value(service, region, state, growth)
                services.values[service * regionCount + region] = value
                services.gep[region] += value
                if account.isInBridge[service] { regulating[region] += value }
            }
        }
        services.geep = geep(services.gdp, regulating, state)
        state.services = services
    }

    /// Land that has its type in full, times the value of its square metre; what comes from tables grows by itself.
    private func value(_ service: Int, _ region: Int, _ state: YearState, _ growth: Double) -> Double {
        var sum = account.unallocated[service * regionCount + region] * growth
        for type in 0..<types {
            var area = Double(state.land[region * types + type])
            if type == restoredType {
                area -= Restoration.missing(state.young, maturity: maturity, region: region)
            }
            sum += account.density[(service * regionCount + region) * types + type] * area
        }
        return sum
    }

    private func geep(_ gdp: [Double], _ regulating: [Double], _ state: YearState) -> [Double] {
        (0..<regionCount).map { region in
            let base = account.gdp[region]
            guard base > 0 else { return .nan }
            let richer = gdp[region] / base
            let dirtier = ratioOfDust(region, state)
            let damage = account.pollutionDamage[region] * richer * power(dirtier)
            return GEEP.value(
                gdp: gdp[region], pollutionDamage: damage, ecologicalDamage: account.ecologicalDamage[region],
                regulatingServices: regulating[region])
        }
    }

    private func ratioOfDust(_ region: Int, _ state: YearState) -> Double {
        guard !state.change.isEmpty, state.change[region * 6 + 5].isFinite else { return 1 }
        return state.change[region * 6 + 5]
    }

    private func power(_ ratio: Double) -> Double {
        parameters.damageElasticity == 1 ? ratio : Power.of(ratio, parameters.damageElasticity)
    }

    var figures: [SimulationFigure] {
        [
            SimulationFigure(
                "gep.value_yuan", LocalizedText(en: "Gross ecosystem product", zh: "生态系统生产总值（GEP）"),
                unit: .named("CNY"), lessIsBetter: false),
            SimulationFigure(
                "gdp.value_yuan", LocalizedText(en: "GDP", zh: "地区生产总值"), unit: .named("CNY"),
                lessIsBetter: false),
            SimulationFigure(
                "geep.value_yuan",
                LocalizedText(en: "Gross economic-ecological product", zh: "经济生态生产总值（GEEP）"),
                unit: .named("CNY"), lessIsBetter: false),
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        for list in [state.services.gep, state.services.gdp, state.services.geep] {
            values += list
            values.append(Aggregate.sum(list))
        }
    }
}

/// The account of the base year as sums by region and type of land.
struct ServiceBase: Sendable {
    let ids: [String]
    /// Whether GEEP adds the service.
    let isInBridge: [Bool]
    /// Yuan for a square metre, by service, region and type; of a type that the region has none of, the mean of all.
    let density: [Double]
    /// Yuan that belong to no type, by service and region.
    let unallocated: [Double]
    /// What the account's GEP holds besides the services, such as net imports, by region, yuan.
    let rest: [Double]
    let gdp: [Double]
    let pollutionDamage: [Double]
    let ecologicalDamage: [Double]

    init(_ world: SimulationWorld) {
        let entries = world.inputs.accounts.filter(Self.isService)
        let (regions, types) = (world.regionCount, EcosystemType.allCases.count)
        let known = Self.services(entries)
        let (ids, accounts) = (known.map(\.id), known.map(\.account))
        var byType = [Double](repeating: 0, count: ids.count * regions * types)
        var total = [Double](repeating: 0, count: ids.count * regions)
        for entry in entries {
            guard let service = ids.firstIndex(of: entry.indicator), let value = entry.valueYuan,
                let region = world.regions.index(of: entry.region)
            else { continue }
            if let type = entry.ecosystem.flatMap({ EcosystemType.allCases.firstIndex(of: $0) }) {
                byType[(service * regions + region) * types + type] += value
            } else {
                total[service * regions + region] += value
            }
        }
        density = Self.densities(byType, world.base.land, services: ids.count, regions: regions, types: types)
        unallocated = total.indices.map { place in
            total[place] - byType[place * types..<(place + 1) * types].reduce(0, +)
        }
        let services = ids.count
        rest = world.regions.codes.enumerated().map { region, code in
            let gep = world.inputs.accounts.first {
                $0.account == .total && $0.indicator == "gep" && $0.region == code
            }?.valueYuan
            return (gep ?? .nan) - (0..<services).reduce(0) { $0 + total[$1 * regions + region] }
        }
        self.ids = ids
        isInBridge = zip(ids, accounts).map { id, account in
            account == .regulating
                && !["species_conservation", "oxygen_release", "pest_control"].contains(id)
        }
        func economy(_ value: (GEEPRow) -> Double?) -> [Double] {
            world.regions.codes.map { code in
                world.inputs.geep.first { $0.region == code }.flatMap(value) ?? .nan
            }
        }
        gdp = economy(\.gdp)
        pollutionDamage = economy(\.pollutionDamage)
        ecologicalDamage = economy(\.ecologicalDamage)
    }

    /// Rows `total` add up services of an account.
    private static func isService(_ entry: AccountEntry) -> Bool {
        [.provisioning, .regulating, .cultural].contains(entry.account) && entry.indicator != "total"
    }

    /// Services in the order in which the account first names them.
    static func services(_ entries: [AccountEntry]) -> [(id: String, account: AccountEntry.Account)] {
        var services: [(id: String, account: AccountEntry.Account)] = []
        for entry in entries where isService(entry) && !services.contains(where: { $0.id == entry.indicator })
        {
            services.append((entry.indicator, entry.account))
        }
        return services
    }

    private static func densities(
        _ byType: [Double], _ land: [Int64], services: Int, regions: Int, types: Int
    ) -> [Double] {
        var density = [Double](repeating: 0, count: byType.count)
        guard !land.isEmpty else { return density }
        for service in 0..<services {
            for type in 0..<types {
                var (value, area) = (0.0, 0.0)
                for region in 0..<regions where land[region * types + type] > 0 {
                    value += byType[(service * regions + region) * types + type]
                    area += Double(land[region * types + type])
                }
                for region in 0..<regions {
                    let place = (service * regions + region) * types + type
                    let own = Double(land[region * types + type])
                    density[place] = own > 0 ? byType[place] / own : area > 0 ? value / area : 0
                }
            }
        }
        return density
    }

    /// Area of each region and type in whole square metres.
    static func land(_ entries: [AccountEntry], _ regions: RegionTable) -> [Int64] {
        let types = EcosystemType.allCases
        var land = [Int64](repeating: 0, count: regions.count * types.count)
        var isKnown = false
        for entry in entries where entry.account == .extent {
            guard let region = regions.index(of: entry.region), let quantity = entry.quantity,
                let type = entry.ecosystem.flatMap({ types.firstIndex(of: $0) })
            else { continue }
            land[region * types.count + type] = Int64((quantity * 1_000_000).rounded())
            isKnown = true
        }
        return isKnown ? land : []
    }
}
