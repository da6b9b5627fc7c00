import EcoParameters

/// Limits that cannot be met even with every measure in full use and no growth.
///
/// Shortfall stands in for missing quota, so only emission caps and receptors can be out of reach; all
/// coefficients are at least 0, so the least emission of every source is the least load of every receptor, and
/// the verdict is exact arithmetic on the data.
public struct Infeasibility: Error, Sendable, Equatable {
    public struct Cap: Sendable, Equatable {
        public let region: String
        public let pollutant: String
        public let sector: String
        /// t.
        public let cap: Double
        /// Emission with every measure in full use, t.
        public let lowestEmission: Double
        public let location: SourceLocation?
        /// t.
        public var missing: Double { lowestEmission - cap }
    }

    public struct Contribution: Sendable, Equatable {
        public let region: String
        public let pollutant: String
        /// Emission with every measure in full use, t.
        public let emission: Double
        /// What that emission adds at the receptor, ug/m3.
        public let load: Double
    }

    public struct Station: Sendable, Equatable {
        public let receptor: String
        /// Concentration that the sources may add, ug/m3.
        public let allowance: Double
        /// Concentration that they add at least, ug/m3.
        public let lowestLoad: Double
        /// The fewest tonnes that would have to disappear besides, from the sources that weigh most; nil where
        /// even no emission at all would not do (the background is above the limit).
        public let missingTonnes: Double?
        /// Largest first.
        public let contributions: [Contribution]
        public let location: SourceLocation?
        /// ug/m3.
        public var missing: Double { lowestLoad - allowance }
    }

    public let caps: [Cap]
    public let stations: [Station]

    /// The limits of a problem that are out of reach; nil where all can be met.
    public init?(_ problem: QuotaProblem) {
        caps = Self.caps(problem)
        stations = Self.stations(problem)
        if caps.isEmpty, stations.isEmpty { return nil }
    }

    /// Relative excess below which a limit counts as just attainable: the rounding of the sums.
    private static let rounding = 1e-12

    private static func caps(_ problem: QuotaProblem) -> [Cap] {
        problem.sources.indices.compactMap { index in
            let source = problem.sources[index]
            let lowest = problem.lowestEmission(ofSource: index)
            guard let cap = source.emissionCap, lowest > cap + rounding * source.baseline else { return nil }
            return Cap(
                region: source.region, pollutant: source.pollutant, sector: source.sector, cap: cap,
                lowestEmission: lowest, location: source.location)
        }
    }

    private static func stations(_ problem: QuotaProblem) -> [Station] {
        let lowest = problem.sources.indices.map(problem.lowestEmission)
        let loads = problem.loads(ofEmissions: lowest)
        let allowances = problem.allowances
        return problem.receptors.indices.compactMap { row in
            guard loads[row] > allowances[row] * (1 + rounding) else { return nil }
            return station(problem, row, allowances[row], loads[row], lowest)
        }
    }

    private static func station(
        _ problem: QuotaProblem, _ row: Int, _ allowance: Double, _ load: Double, _ lowest: [Double]
    ) -> Station {
        let shares = problem.accounts.indices.map { column -> (weight: Double, emission: Double) in
            let emission = lowest[problem.accounts[column].sources].reduce(0, +)
            return (problem.transfer[row, column], emission)
        }
        let contributions = zip(problem.accounts, shares).map { account, share in
            Contribution(
                region: account.region, pollutant: account.pollutant, emission: share.emission,
                load: share.weight * share.emission)
        }
        return Station(
            receptor: problem.receptors[row].id, allowance: allowance, lowestLoad: load,
            missingTonnes: allowance < 0 ? nil : fewestTonnes(shares, removing: load - allowance),
            contributions: contributions.filter { $0.load > 0 }.sorted { $0.load > $1.load },
            location: problem.receptors[row].location)
    }

    private static func fewestTonnes(
        _ shares: [(weight: Double, emission: Double)], removing excess: Double
    ) -> Double {
        var (left, tonnes) = (excess, 0.0)
        for share in shares.sorted(by: { $0.weight > $1.weight }) where left > 0 && share.weight > 0 {
            let removed = min(share.emission, left / share.weight)
            tonnes += removed
            left -= removed * share.weight
        }
        return tonnes
    }
}

extension Infeasibility {
    /// One finding for each limit, naming the station or cap, the regions and the missing tonnes.
    public var diagnostics: [Diagnostic] { diagnostics { $0 } }

    /// The same with regions as `name` writes them.
    public func diagnostics(naming name: (_ region: String) -> String) -> [Diagnostic] {
        caps.map { Self.finding($0, name) } + stations.map { Self.finding($0, name) }
    }

    private static func finding(_ cap: Cap, _ name: (String) -> String) -> Diagnostic {
        Diagnostic(
            code: "cap_out_of_reach", at: cap.location, path: "emission_cap_t",
            "region \(name(cap.region)), \(cap.pollutant), sector \(cap.sector): with every measure in full "
                + "use the emission is \(cap.lowestEmission.shortText) t against a cap of "
                + "\(cap.cap.shortText) t (missing \(cap.missing.shortText) t)",
            hint: "raise the cap to \(cap.lowestEmission.shortText) t, or add measures of that size")
    }

    private static func finding(_ station: Station, _ name: (String) -> String) -> Diagnostic {
        let top = station.contributions.prefix(5).map {
            "\(name($0.region)) \($0.pollutant) \($0.emission.shortText) t (\($0.load.shortText))"
        }
        let from = top.isEmpty ? "" : "; from " + top.joined(separator: ", ")
        let sum = "with every measure in full use the sources add \(station.lowestLoad.shortText) ug/m3"
        guard let tonnes = station.missingTonnes else {
            return Diagnostic(
                code: "receptor_out_of_reach", at: station.location, path: "limit_ug_m3",
                "receptor \(station.receptor): the background alone is \((-station.allowance).shortText) ug/m3 "
                    + "above the limit, and no abatement can change that; \(sum)\(from)",
                hint: "correct the limit or the background")
        }
        return Diagnostic(
            code: "receptor_out_of_reach", at: station.location, path: "limit_ug_m3",
            "receptor \(station.receptor): \(sum) where \(station.allowance.shortText) are allowed "
                + "(missing \(station.missing.shortText) ug/m3, at least \(tonnes.shortText) t)\(from)",
            hint: "raise the limit by \(station.missing.shortText) ug/m3, or add measures in these regions")
    }
}

extension Double {
    /// Six significant digits, for sentences.
    var shortText: String {
        guard isFinite, self != 0 else { return "\(self)" }
        var scale = 1.0
        while magnitude * scale < 100_000, scale < 1e15 { scale *= 10 }
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
