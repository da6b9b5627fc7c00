import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `simulation.restoration`. Method: docs/methods/simulation.md, 3.10.
public struct RestorationParameters: ParameterGroup {
    private static let fromParameter = Parameter<EcosystemType>.choice(
        "from", LocalizedText(en: "type of land that is restored", zh: "修复前类型"))
    private static let toParameter = Parameter<EcosystemType>.choice(
        "to", LocalizedText(en: "type that it becomes", zh: "修复后类型"))
    private static let costParameter = Parameter<Double>.quantity(
        "cost", unit: .named("CNY/hm2"), range: .positive,
        LocalizedText(en: "cost of a hectare", zh: "单位面积费用"), source: "local project costs",
        status: .provisional)
    private static let shareParameter = Parameter<Double>.number(
        "largest_share", range: .fraction, default: "0.02",
        LocalizedText(
            en: "part of the county's land of that type that can be restored in a year", zh: "每年可修复比例上限"),
        source: "capacity of planting", status: .provisional)
    private static let maturityParameter = Parameter<Int>.integer(
        "years_to_full_service", range: 1...60, default: "10",
        LocalizedText(en: "years until restored land serves in full, in equal steps", zh: "达到完整服务的年数（线性）"),
        source: "growth of stands", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_restoration", title: LocalizedText(en: "Restoration", zh: "生态修复"),
            meaning: LocalizedText(en: "what the fund's means turn into land", zh: "资金转化为修复面积"),
            parameters: [
                fromParameter.declaration, toParameter.declaration, costParameter.declaration,
                shareParameter.declaration, maturityParameter.declaration,
            ])
    }

    let from: Int
    let to: Int
    /// yuan/hm2.
    let cost: Double
    let largestShare: Double
    let maturity: Int

    public init(_ bound: BoundGroup) {
        let all = EcosystemType.allCases
        from = all.firstIndex(of: bound[Self.fromParameter]) ?? 0
        to = all.firstIndex(of: bound[Self.toParameter]) ?? 0
        cost = bound[Self.costParameter]
        largestShare = bound[Self.shareParameter]
        maturity = bound[Self.maturityParameter]
    }
}

extension EcosystemType: ParameterChoice {
    public var meaning: LocalizedText { name }
}

/// Land restored in the year, in whole square metres. Method: docs/methods/simulation.md, 3.10.
struct Restoration: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "restoration", title: LocalizedText(en: "Restoration and land cover", zh: "生态修复与土地覆被"),
        meaning: LocalizedText(
            en: "the fund's means become land of another type; what cannot be spent goes back to the fund",
            zh: "资金转化为土地类型变化，未用资金退回"),
        inputs: [.fund, .land, .choice], outputs: [.land, .fund])

    private let parameters: RestorationParameters
    private let regionCount: Int
    private let types = EcosystemType.allCases.count

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.restoration else { return nil }
        if world.inputs.hasAccounts, world.inputs.accounts.isEmpty { return nil }
        guard world.parameters.funds != nil, !world.base.land.isEmpty else {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: world.parameters.location, path: "simulation.restoration",
                    "restoration spends the means of `simulation.funds` on the land of `accounts`",
                    hint: "add both, or leave restoration out"))
            return nil
        }
        self.parameters = parameters
        regionCount = world.regionCount
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        // Fen for a square metre.
        let cost = parameters.cost * 100 / 10_000
        var restored = [Int64](repeating: 0, count: regionCount)
        for region in 0..<regionCount {
            let place = region * types + parameters.from
            // What counties restore of their own comes first; the fund has what is left of the year's capacity.
            let own = state.choice.restored.isEmpty ? 0 : state.choice.restored[region]
            let capacity = Int64((Double(state.land[place]) * parameters.largestShare).rounded(.down))
            let most = max(0, capacity - own)
            state.land[place] -= own
            state.land[region * types + parameters.to] += own
            let means = state.fund.byRegion[region]
            let area = min(most, Int64((Double(means) / cost).rounded(.down)), state.land[place])
            let spent = min(means, Int64((Double(area) * cost).rounded(.up)))
            state.land[place] -= area
            state.land[region * types + parameters.to] += area
            restored[region] = own + area
            state.fund.byRegion[region] = spent
            state.fund.restoration -= means - spent
        }
        state.fund.settle()
        state.young.append(restored)
        if state.young.count > parameters.maturity { state.young.removeFirst() }
    }

    /// Land of the new type that does not serve yet, by region, m2.
    static func missing(_ young: [[Int64]], maturity: Int, region: Int) -> Double {
        var missing = 0.0
        for (place, areas) in young.enumerated() {
            // The newest stand has served for one year.
            let age = Double(young.count - place)
            missing += Double(areas[region]) * max(0, 1 - age / Double(maturity))
        }
        return missing
    }

    var figures: [SimulationFigure] {
        [
            SimulationFigure(
                "land.restored_km2", LocalizedText(en: "Land restored in the year", zh: "当年修复面积"),
                unit: .named("km2"), lessIsBetter: false)
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let areas = (state.young.last ?? [Int64](repeating: 0, count: regionCount)).map {
            Double($0) / 1_000_000
        }
        values += areas
        values.append(Aggregate.sum(areas))
    }
}
