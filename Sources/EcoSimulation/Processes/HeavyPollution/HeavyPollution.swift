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
    /// What a concentration must exceed for a day to call an alert, by item, in its steps.
    private let thresholds: [Double]
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
        thresholds = kernel.thresholds(above: rules.lowestIndex)
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
        compare(state, &response)
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

    /// Mean AQI of the counties of an area, on the days on which it may call an alert; -1 on all others.
    private func mean(_ area: [Int], _ state: YearState) -> [Double] {
        var marks = [Bool](repeating: false, count: kernel.series.dayCount)
        for region in area {
            // A mean lies above an index only where that of some county does.
            kernel.markDays(
                &marks, region: region, above: thresholds, change: state.change[region * 6..<region * 6 + 6])
        }
        return kernel.withDayIndex { index in
            state.change.withUnsafeBufferPointer { change in
                guard let first = change.baseAddress else { return [] }
                return state.sourceDays.map { source in
                    guard marks[Int(source)] else { return -1 }
                    var (sum, count) = (0.0, 0.0)
                    for region in area {
                        let own = index(region: region, day: Int(source), first + region * 6)
                        guard own >= 0 else { continue }
                        sum += Double(own)
                        count += 1
                    }
                    return count > 0 ? sum / count : -1
                }
            }
        }
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

    // MARK: Effect

    /// The days under alert with and without the cuts.
    private func compare(_ state: YearState, _ response: inout ResponseYear) {
        let (regions, days, levels) = (world.regionCount, state.sourceDays.count, response.levelCount)
        response.heavyAvoided = [Double](repeating: 0, count: regions)
        response.lowered = [Double](repeating: 0, count: regions)
        // Change of the items under each level, level 0 first.
        var change = [Double](repeating: 0, count: 6 * levels)
        for region in 0..<regions where Int(response.days[region * levels]) < days {
            for level in 0..<levels {
                for item in 0..<6 {
                    change[level * 6 + item] =
                        state.change[region * 6 + item]
                        * (level == 0 ? 1 : response.remaining[(region * 6 + item) * levels + level])
                }
            }
            let effect = effect(region, state.sourceDays, response.levels, change)
            response.heavyAvoided[region] = effect.heavyAvoided
            response.lowered[region] = effect.lowered
        }
    }

    /// - Parameters:
    ///   - levels: of each region and day.
    ///   - change: by level and item.
    private func effect(
        _ region: Int, _ sourceDays: [Int32], _ levels: [UInt8], _ change: [Double]
    ) -> (heavyAvoided: Double, lowered: Double) {
        var (avoided, lowered, count) = (0.0, 0.0, 0.0)
        kernel.withDayIndex { index in
            change.withUnsafeBufferPointer { change in
                guard let first = change.baseAddress else { return }
                for (day, source) in sourceDays.enumerated() {
                    let level = Int(levels[region * sourceDays.count + day])
                    guard level > 0 else { continue }
                    let before = index(region: region, day: Int(source), first)
                    let after = index(region: region, day: Int(source), first + level * 6)
                    guard before >= 0, after >= 0 else { continue }
                    if before > 200, after <= 200 { avoided += 1 }
                    lowered += Double(before - after)
                    count += 1
                }
            }
        }
        return (avoided, count > 0 ? lowered / count : lowered)
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
            SimulationFigure(
                "alert.heavy_days_avoided",
                LocalizedText(en: "Heavily polluted days that the cuts avoid", zh: "减排避免的重污染天数"),
                unit: .named("d"), lessIsBetter: false, isMean: true),
            SimulationFigure(
                "alert.aqi_lowered",
                LocalizedText(en: "AQI lowered on a day under alert", zh: "预警日 AQI 降幅"), unit: .one,
                lessIsBetter: false, isMean: true),
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
        for list in [response.heavyAvoided, response.lowered] {
            values += list
            values.append(Aggregate.mean(list))
        }
    }
}
