import EcoAccounts
import EcoParameters
import EcoUnits

/// Alerts of the year, what they cut, and what that does to their days. Method: docs/methods/simulation.md, 3.5.
struct HeavyPollution: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "heavy_pollution", title: LocalizedText(en: "Heavy-pollution response", zh: "重污染应急减排"),
        meaning: LocalizedText(
            en: "alert levels from the days without response, cuts by sector and grade, cost and effect",
            zh: "由无响应情形的逐日 AQI 判定预警，分行业分等级减排，计算费用与效果"),
        inputs: [.market, .weather, .change, .response], outputs: [.response])

    private let kernel: AirKernel
    private let concentrations: Concentrations
    private let rules: AlertRules
    private let areas: [[Int]]
    private let world: SimulationWorld

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.response else { return nil }
        var own: [Diagnostic] = []
        guard let kernel = world.airKernel(&own), let concentrations = Concentrations(world, &own) else {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: world.parameters.location, path: "simulation.heavy_pollution",
                    "alerts need the blocks `air` and `quota`", hint: "add them, or leave the block out"))
            return nil
        }
        self.kernel = kernel
        self.concentrations = concentrations
        self.world = world
        rules = AlertRules(parameters, world, &findings)
        areas = Self.areas(parameters.area, world.regions)
    }

    private static func areas(_ area: HeavyPollutionParameters.Area, _ regions: RegionTable) -> [[Int]] {
        let positions = Array(regions.codes.indices)
        switch area {
        case .county: return positions.map { [$0] }
        case .all: return [positions]
        case .city:
            return Dictionary(grouping: positions) { regions.codes[$0].prefecture }
                .sorted { $0.key < $1.key }.map(\.value)
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        var response = ResponseYear()
        response.grades = rules.grades(state.response.grades, year: state.year)
        response.levelCount = rules.levels.count + 1
        alert(state, &response)
        cut(state, &response)
        state.response = response
    }

    // MARK: Days

    /// The level of each day of each region, from AQI as it would be without response.
    private func alert(_ state: YearState, _ response: inout ResponseYear) {
        let (days, regions) = (state.sourceDays.count, world.regionCount)
        response.levels = [UInt8](repeating: 0, count: regions * days)
        response.days = [Int32](repeating: 0, count: regions * response.levelCount)
        for area in areas {
            let levels = rules.levels(of: mean(area, state))
            for region in area {
                for day in 0..<days {
                    response.levels[region * days + day] = levels[day]
                    response.days[region * response.levelCount + Int(levels[day])] += 1
                }
            }
        }
    }

    /// Mean AQI of the counties of an area; -1 where none has one.
    private func mean(_ area: [Int], _ state: YearState) -> [Double] {
        let days = state.sourceDays.count
        var (sums, counts) = ([Double](repeating: 0, count: days), [Double](repeating: 0, count: days))
        var indices = [Int16](repeating: -1, count: days)
        for region in area {
            let scaling = AirKernel.Scaling(
                sourceDays: state.sourceDays, change: state.change[region * 6..<region * 6 + 6], levels: [],
                remaining: [], levelCount: 1)
            kernel.indices(region: region, scaling, into: &indices)
            for day in 0..<days where indices[day] >= 0 {
                sums[day] += Double(indices[day])
                counts[day] += 1
            }
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : -1 }
    }

    // MARK: Cuts

    /// What each level cuts, costs, and leaves of the concentrations. Neighbours are taken to be under the same level.
    private func cut(_ state: YearState, _ response: inout ResponseYear) {
        let (regions, levels) = (world.regionCount, response.levelCount)
        response.cutTonnes = [Double](repeating: 0, count: regions)
        response.cost = [Double](repeating: 0, count: regions)
        response.remaining = [Double](repeating: 1, count: regions * 6 * levels)
        let present = concentrations.changes(world.byRegion(state.emission), dispersion: state.dispersion)
            .change
        let daysOfYear = Double(state.sourceDays.count)
        for level in 1..<levels {
            let shares = rules.cuts(response.grades, level: level)
            var emission = state.emission
            for source in emission.indices {
                let region = world.regionOfSource[source]
                let days = Double(response.days[region * levels + level])
                let tonnes = emission[source] / daysOfYear * shares[source].share
                response.cutTonnes[region] += tonnes * days
                response.cost[region] += emission[source] / daysOfYear * shares[source].cost * days
                emission[source] *= 1 - shares[source].share
            }
            let changed = concentrations.changes(world.byRegion(emission), dispersion: state.dispersion)
                .change
            for place in present.indices where present[place] > 0 {
                response.remaining[place * levels + level] = min(1, changed[place] / present[place])
            }
        }
    }

    // MARK: Figures

    var figures: [SimulationFigure] {
        [
            SimulationFigure(
                "alert.days", LocalizedText(en: "Days under alert", zh: "预警天数"), unit: .named("d"),
                lessIsBetter: true, isMean: true),
            SimulationFigure(
                "alert.cut_t", LocalizedText(en: "Emission cut by alerts", zh: "应急减排量"), unit: .named("t")),
            SimulationFigure(
                "alert.cost_yuan", LocalizedText(en: "Cost of cuts in alerts", zh: "应急减排费用"),
                unit: .named("CNY"), lessIsBetter: true),
            SimulationFigure(
                "alert.upgrade_cost_yuan",
                LocalizedText(en: "Investment in better grades", zh: "绩效升级投资"), unit: .named("CNY")),
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let (response, regions) = (state.response, world.regionCount)
        let days = (0..<regions).map { region in
            (1..<response.levelCount).reduce(0.0) {
                $0 + Double(response.days[region * response.levelCount + $1])
            }
        }
        values += days
        values.append(Aggregate.mean(days))
        let upgrades = rules.upgradeCost(year: state.year)
        for list in [response.cutTonnes, response.cost, upgrades] {
            values += list
            values.append(Aggregate.sum(list))
        }
    }
}
