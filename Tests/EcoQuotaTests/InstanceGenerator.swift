import EcoQuota
import EcoTestSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension SeededGenerator {
    /// In 0..<1, a multiple of 2^-53.
    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }
}

/// The instance QF-n-R-Z-seed: counties with six measures and three projects, receptors, zones of which the
/// first admits no inflow, double replacement where the nearest receptor is tight, reserve and fees.
struct InstanceGenerator {
    var counties: Int
    var receptors: Int
    var zones: Int
    var seed: UInt64
    var isSloped: Bool

    private struct County {
        let longitude, latitude, emission: Double
        let draws: [Double]
    }

    func records() -> QuotaRecords {
        var random = SeededGenerator(seed: seed)
        let counties = (0..<counties).map { _ -> County in
            let u = (0..<21).map { _ in random.uniform() }
            return County(
                longitude: 10 * u[0], latitude: 10 * u[1], emission: 200 * pow(10, 2 * u[2]), draws: u)
        }
        let stations = (0..<receptors).map { _ in (0..<3).map { _ in random.uniform() } }
        var records = QuotaRecords(
            sources: [], zones: [], shortfallPenalty: 200_000)
        for (index, county) in counties.enumerated() { add(county, name(index), stations, &records) }
        records.arcs = arcs(between: Set(records.zones.map(\.zone)))
        let total = counties.reduce(0) { $0 + $1.emission }
        records.rules = [
            PollutantRule(
                pollutant: "so2", buyFee: 135, sellFee: 135, reserve: 0.02 * total, reservePrice: 18_000)
        ]
        for (index, station) in stations.enumerated() { add(station, index, counties, &records) }
        return records
    }

    func name(_ index: Int) -> String { String(100_000 + index) }

    private func zoneName(_ index: Int) -> String { "zone" + String(100 + index) }

    /// Every ordered pair but those into the first zone.
    private func arcs(between zones: Set<String>) -> [ZoneArc] {
        zones.flatMap { from in
            zones.filter { $0 != from && $0 != zoneName(0) }.map { ZoneArc(from: from, to: $0, fee: 50) }
        }
    }

    private func distance(_ county: County, _ station: [Double]) -> Double {
        hypot(county.longitude - 10 * station[0], county.latitude - 10 * station[1])
    }

    private func add(_ county: County, _ name: String, _ stations: [[Double]], _ records: inout QuotaRecords)
    {
        let nearest = stations.min { distance(county, $0) < distance(county, $1) }
        let isTight = nearest.map { 0.5 + 0.2 * $0[2] < 0.6 } ?? false
        let zone = min(zones - 1, Int(county.longitude / 10 * Double(zones)))
        records.zones.append(ZoneMembership(region: name, zone: zoneName(zone)))
        records.sources.append(
            EmissionSource(
                region: name, pollutant: "so2", baseline: county.emission, quota: 0.53 * county.emission,
                emissionCap: 1.1 * county.emission, replacementRatio: isTight ? 2 : 1))
        for step in 0..<6 {
            let cost = 500 * pow(10, 1.8 * (Double(step) + county.draws[3 + 2 * step]) / 6)
            let maximum = county.emission * (0.05 + 0.10 * county.draws[4 + 2 * step])
            records.measures.append(
                AbatementMeasure(
                    region: name, pollutant: "so2", name: "step\(step)", cost: cost,
                    slope: isSloped ? 0.3 * cost / maximum : 0, maximum: maximum))
        }
        for step in 0..<3 {
            records.projects.append(
                GrowthProject(
                    region: name, pollutant: "so2", name: "growth\(step)",
                    value: 2000 * pow(10, 1.5 * county.draws[15 + 2 * step]),
                    maximum: 0.04 * county.emission * county.draws[16 + 2 * step]))
        }
    }

    private func add(_ station: [Double], _ index: Int, _ counties: [County], _ records: inout QuotaRecords) {
        let id = "station" + String(1000 + index)
        let coefficients = counties.map { 1e-3 * (exp(-distance($0, station) / 0.6) + 0.02) }
        let load = zip(coefficients, counties).reduce(0) { $0 + $1.0 * $1.1.emission }
        records.receptors.append(Receptor(id: id, limit: (0.5 + 0.2 * station[2]) * load))
        for (county, coefficient) in coefficients.enumerated() {
            records.coefficients.append(
                SourceReceptorCoefficient(
                    receptor: id, region: name(county), pollutant: "so2", concentrationPerTonne: coefficient))
        }
    }
}
