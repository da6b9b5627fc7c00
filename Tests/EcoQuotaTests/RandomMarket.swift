import EcoQuota
import EcoTestSupport

/// Small random markets that use every rule of the model.
struct RandomMarket {
    var random: SeededGenerator
    var isSloped: Bool

    init(seed: UInt64, isSloped: Bool) {
        random = SeededGenerator(seed: seed)
        self.isSloped = isSloped
    }

    mutating func chance(_ probability: Double) -> Bool { random.uniform() < probability }

    mutating func records(counties: Int = 4) -> QuotaRecords {
        let zones = 1 + Int(random.uniform() * 3)
        let pollutants = chance(0.4) ? ["nox", "so2"] : ["so2"]
        let regions = (0..<counties).map { String(140_101 + $0) }
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: 100_000)
        records.nonDegradation = chance(0.2)
        for (index, region) in regions.enumerated() {
            records.zones.append(ZoneMembership(region: region, zone: "z\(index % zones)"))
        }
        records.arcs = arcs(min(zones, counties))
        for pollutant in pollutants {
            for region in regions { addAccount(region, pollutant, &records) }
            records.rules.append(rule(pollutant))
        }
        for receptor in 0..<Int(random.uniform() * 3) { addReceptor("r\(receptor)", &records) }
        return records
    }

    private mutating func arcs(_ zones: Int) -> [ZoneArc] {
        var arcs: [ZoneArc] = []
        for from in 0..<zones {
            for to in 0..<zones where from != to && chance(0.6) {
                arcs.append(
                    ZoneArc(from: "z\(from)", to: "z\(to)", fee: chance(0.3) ? 0 : random.uniform(1, 300)))
            }
        }
        return arcs
    }

    private mutating func rule(_ pollutant: String) -> PollutantRule {
        let hasFee = chance(0.7)
        return PollutantRule(
            pollutant: pollutant, buyFee: hasFee ? random.uniform(0, 300) : 0,
            sellFee: hasFee ? random.uniform(0, 300) : 0, floorPrice: 1000,
            buyBack: chance(0.3) ? random.uniform(1, 80) : 0,
            reserve: chance(0.5) ? random.uniform(1, 60) : 0, reservePrice: random.uniform(2000, 20_000))
    }

    private mutating func addAccount(_ region: String, _ pollutant: String, _ records: inout QuotaRecords) {
        let ratio = [1, 1, 1.5, 2][Int(random.uniform() * 4)]
        let mayBuy = chance(0.85)
        let sectors = chance(0.3) ? ["industry", "power"] : ["industry"]
        for sector in sectors {
            let baseline = chance(0.05) ? 0 : random.uniform(50, 500)
            let cap = chance(0.2) ? baseline * random.uniform(0.8, 1.1) : nil
            records.sources.append(
                EmissionSource(
                    region: region, pollutant: pollutant, sector: sector, baseline: baseline,
                    quota: chance(0.05) ? 0 : baseline * random.uniform(0.4, 1.2),
                    tradableShare: chance(0.3) ? random.uniform() : 1, emissionCap: cap,
                    replacementRatio: ratio, mayBuy: mayBuy))
            for step in 0..<Int(random.uniform(1, 4)) {
                let cost = random.uniform(200, 15_000)
                let maximum = baseline * random.uniform(0.1, 0.35)
                guard maximum > 0 else { continue }
                records.measures.append(
                    AbatementMeasure(
                        region: region, pollutant: pollutant, sector: sector, name: "step\(step)", cost: cost,
                        slope: isSloped && chance(0.7) ? random.uniform(0.1, 2) * cost / maximum : 0,
                        maximum: maximum))
            }
            if chance(0.5) {
                records.projects.append(
                    GrowthProject(
                        region: region, pollutant: pollutant, sector: sector, name: "growth",
                        value: random.uniform(500, 30_000), maximum: random.uniform(1, 80)))
            }
        }
    }

    private mutating func addReceptor(_ id: String, _ records: inout QuotaRecords) {
        var (baseline, lowest) = (0.0, 0.0)
        for source in records.sources {
            let existing = records.coefficients.first {
                $0.receptor == id && $0.region == source.region && $0.pollutant == source.pollutant
            }
            let coefficient =
                existing?.concentrationPerTonne ?? (chance(0.2) ? 0 : random.uniform(1e-3, 1e-2))
            if existing == nil {
                records.coefficients.append(
                    SourceReceptorCoefficient(
                        receptor: id, region: source.region, pollutant: source.pollutant,
                        concentrationPerTonne: coefficient))
            }
            let abatement = records.measures.filter {
                $0.region == source.region && $0.pollutant == source.pollutant && $0.sector == source.sector
            }.reduce(0) { $0 + $1.maximum }
            baseline += coefficient * source.baseline
            lowest += coefficient * max(0, source.baseline - abatement)
        }
        let allowance = lowest + (baseline - lowest) * random.uniform(0.1, 1.1)
        records.receptors.append(Receptor(id: id, limit: allowance + 5, background: 5))
    }
}

extension QuotaProblem {
    /// Whether a cap or receptor cannot be met with every measure in full use. All coefficients are at least 0, so
    /// the least emission of every source is the least load of every receptor.
    var isOutOfReach: Bool {
        let lowest = sources.indices.map(lowestEmission)
        let breaksCap = sources.indices.contains { index in
            sources[index].emissionCap.map { lowest[index] > $0 + 1e-12 * sources[index].baseline } ?? false
        }
        return breaksCap
            || zip(loads(ofEmissions: lowest), allowances).contains { $0 > $1 * (1 + 1e-12) }
    }
}

extension QuotaRecords {
    /// The same market with the rows of every table in another order.
    func shuffled(using random: inout SeededGenerator) -> QuotaRecords {
        var records = self
        records.sources.shuffle(using: &random)
        records.measures.shuffle(using: &random)
        records.projects.shuffle(using: &random)
        records.zones.shuffle(using: &random)
        records.arcs.shuffle(using: &random)
        records.rules.shuffle(using: &random)
        records.receptors.shuffle(using: &random)
        records.coefficients.shuffle(using: &random)
        records.reserves.shuffle(using: &random)
        records.limits.shuffle(using: &random)
        return records
    }
}
