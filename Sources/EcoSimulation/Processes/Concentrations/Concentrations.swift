import EcoAir
import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// Modelled change of concentrations against the base year. Method: docs/methods/simulation.md, 3.4.
struct Concentrations: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "concentrations", title: LocalizedText(en: "Emission to concentration", zh: "排放到浓度"),
        meaning: LocalizedText(
            en: "change of each item by the source-receptor matrix, background unchanged",
            zh: "按源—受体矩阵计算各项目变化，背景不变"),
        inputs: [.market, .weather], outputs: [.change])

    private struct Link: Sendable {
        let item: Int
        let pollutant: Int
        let isMatrix: Bool
        let coefficient: Double
    }

    private let links: [Link]
    private let transfer: RegionTransfer
    /// Loads of the base year by region and pollutant.
    private let baseLoads: [Double]
    /// Observed mean of the base years, by region and item.
    private let observed: [Double]
    private let floor: Double
    private let world: SimulationWorld

    /// The links without a table: PM2.5 and PM10 by the matrix, SO2 and NO2 in proportion.
    private static let defaults: [(item: Pollutant, pollutant: String, isMatrix: Bool, coefficient: Double)] =
        [
            (.pm25, "so2", true, 1), (.pm25, "nox", true, 1), (.pm25, "dust", true, 1),
            (.pm25, "industrial_dust", true, 1),
            (.pm10, "so2", true, 1), (.pm10, "nox", true, 1), (.pm10, "dust", true, 1),
            (.pm10, "industrial_dust", true, 1),
            (.so2, "so2", false, 0.9), (.no2, "nox", false, 0.7),
        ]

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let series = world.inputs.series, world.records != nil else { return nil }
        self.world = world
        let parameters = world.parameters.concentrations
        floor = parameters?.floor ?? 0.2
        transfer = RegionTransfer(world, parameters?.receptors, &findings)
        links = Self.links(parameters?.links, world, transfer, &findings)
        baseLoads = transfer.loads(world.byRegion(world.base.emission))
        observed = Self.means(series)
    }

    private static func links(
        _ table: Table?, _ world: SimulationWorld, _ transfer: RegionTransfer,
        _ findings: inout [Diagnostic]
    ) -> [Link] {
        guard let table else {
            return defaults.compactMap { link in
                guard let pollutant = world.pollutants.firstIndex(of: link.pollutant),
                    !link.isMatrix || transfer.hasMatrix
                else { return nil }
                return Link(
                    item: link.item.rawValue, pollutant: pollutant, isMatrix: link.isMatrix,
                    coefficient: link.coefficient)
            }
        }
        typealias Columns = ConcentrationParameters.Links
        return table.rows.compactMap { row in
            let id = table.value(row, Columns.pollutant)
            guard let pollutant = world.pollutants.firstIndex(of: id),
                let item = Pollutant(id: table.value(row, Columns.item))
            else {
                findings.append(
                    table.finding(
                        row, Columns.pollutant, "unknown_pollutant", "the market has no pollutant '\(id)'",
                        hint: "known are: \(world.pollutants.joined(separator: ", "))"))
                return nil
            }
            let isMatrix = table.value(row, Columns.kind) == ConcentrationParameters.Kind.matrix.rawValue
            let coefficient = table.value(row, Columns.share)
            if isMatrix, !transfer.hasMatrix {
                findings.append(
                    table.finding(
                        row, Columns.kind, "missing_value", "the market has no source-receptor matrix",
                        hint: "give `quota.receptors` with a matrix, or write proportional"))
            } else if !isMatrix, coefficient > 1 {
                findings.append(
                    table.finding(
                        row, Columns.share, "out_of_range", "a part of a concentration is at most 1",
                        hint: "give the part that follows the emission, 0 to 1"))
            }
            return Link(
                item: item.rawValue, pollutant: pollutant, isMatrix: isMatrix, coefficient: coefficient)
        }
    }

    /// Mean of all observed days, by region and basic item.
    private static func means(_ series: ObservedSeries) -> [Double] {
        series.regions.indices.flatMap { region in
            DailyItem.basic.map { item in
                let offset = series.offset(region: region, item: item)
                let values = series.assessed[offset..<offset + series.dayCount].filter { !$0.isNaN }
                return values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
            }
        }
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let (change, local) = changes(world.byRegion(state.emission), dispersion: state.dispersion)
        (state.change, state.localPart) = (change, local)
    }

    /// Modelled over observed concentration by region and item, and the part of it that the emission causes.
    /// - Parameter emission: by region and pollutant, t.
    func changes(_ emission: [Double], dispersion: Double) -> (change: [Double], local: [Double]) {
        let loads = transfer.loads(emission)
        let (regions, pollutants) = (world.regionCount, world.pollutants.count)
        var change = [Double](repeating: 1, count: regions * 6)
        var local = [Double](repeating: 0, count: regions * 6)
        for link in links {
            for region in 0..<regions {
                let (place, load) = (region * 6 + link.item, region * pollutants + link.pollutant)
                let (now, base) = (dispersion * loads[load], baseLoads[load])
                // A matrix gives ug/m3; a proportional item follows the ratio of the loads.
                let unit =
                    link.isMatrix
                    ? link.coefficient / observed[place] : base > 0 ? link.coefficient / base : 0
                guard unit.isFinite else { continue }
                change[place] += unit * (now - base)
                local[place] += unit * now
            }
        }
        for place in change.indices {
            change[place] = max(floor, change[place])
            local[place] = min(1, local[place] / change[place])
        }
        return (change, local)
    }
}

/// What the emission of regions does at regions: loads by region and pollutant.
struct RegionTransfer: Sendable {
    /// False where every region has its own emission alone.
    let hasMatrix: Bool
    private let regions: Int
    private let pollutants: Int
    /// By pollutant, emitting region, receiving region.
    private let weights: [Double]

    init(_ world: SimulationWorld, _ table: Table?, _ findings: inout [Diagnostic]) {
        (regions, pollutants) = (world.regionCount, world.pollutants.count)
        let coefficients = world.records?.coefficients ?? []
        var weights = [Double](repeating: 0, count: regions * regions * pollutants)
        let count = regions
        hasMatrix = !coefficients.isEmpty
        guard hasMatrix else {
            for pollutant in 0..<pollutants {
                for region in 0..<count { weights[(pollutant * count + region) * count + region] = 1 }
            }
            self.weights = weights
            return
        }
        let receptors = Self.receptors(world, table, &findings)
        var users: [String: [(region: Int, weight: Double)]] = [:]
        for (region, list) in receptors.enumerated() {
            for receptor in list { users[receptor, default: []].append((region, 1 / Double(list.count))) }
        }
        for entry in coefficients where entry.release.isEmpty {
            guard let pollutant = world.pollutants.firstIndex(of: entry.pollutant),
                let source = world.regions.codes.firstIndex(where: { $0.description == entry.region })
            else { continue }
            for user in users[entry.receptor] ?? [] {
                weights[(pollutant * count + source) * count + user.region] +=
                    user.weight * entry.concentrationPerTonne
            }
        }
        self.weights = weights
    }

    /// The receptors of each region: as stated, else those that stand in it, else the nearest one.
    private static func receptors(
        _ world: SimulationWorld, _ table: Table?, _ findings: inout [Diagnostic]
    ) -> [[String]] {
        typealias Columns = ConcentrationParameters.Receptors
        let places = world.inputs.quota?.receptorPlaces ?? []
        let known = Set((world.records?.receptors ?? []).map(\.id))
        var stated = [[String]](repeating: [], count: world.regionCount)
        if let table {
            for row in table.rows {
                let id = table.value(row, Columns.receptor)
                guard known.contains(id) else {
                    findings.append(
                        table.finding(
                            row, Columns.receptor, "unknown_receptor", "the market has no receptor '\(id)'",
                            hint: "name receptors of quota.receptors"))
                    continue
                }
                if let region = world.region(table, row, Columns.region, &findings) {
                    stated[region].append(id)
                }
            }
        }
        return world.regions.regions.enumerated().map { index, region in
            if !stated[index].isEmpty { return stated[index] }
            let own = places.filter { $0.region == region.code.description }.map(\.id)
            if !own.isEmpty { return own }
            guard let longitude = region.longitude, let latitude = region.latitude else { return [] }
            let distance = { (place: (Double, Double)) -> Double in
                let (x, y) = ((place.0 - longitude) * cos(latitude * .pi / 180), place.1 - latitude)
                return x * x + y * y
            }
            let near = places.compactMap { place -> (String, Double)? in
                guard let x = place.longitude, let y = place.latitude else { return nil }
                return (place.id, distance((x, y)))
            }
            return near.min { ($0.1, $0.0) < ($1.1, $1.0) }.map { [$0.0] } ?? []
        }
    }

    /// By region and pollutant. - Parameter emission: by region and pollutant, t.
    func loads(_ emission: [Double]) -> [Double] {
        var loads = [Double](repeating: 0, count: regions * pollutants)
        var sums = [Double](repeating: 0, count: regions)
        for pollutant in 0..<pollutants {
            for region in 0..<regions { sums[region] = 0 }
            // Every receiver adds up its sources in the same order.
            for source in 0..<regions {
                add(
                    emission[source * pollutants + pollutant], (pollutant * regions + source) * regions, &sums
                )
            }
            for region in 0..<regions { loads[region * pollutants + pollutant] = sums[region] }
        }
        return loads
    }

    private func add(_ emission: Double, _ row: Int, _ sums: inout [Double]) {
        guard emission != 0 else { return }
        weights.withUnsafeBufferPointer { weights in
            sums.withUnsafeMutableBufferPointer { sums in
                for region in 0..<regions { sums[region] += weights[row + region] * emission }
            }
        }
    }
}
