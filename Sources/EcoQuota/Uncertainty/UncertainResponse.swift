#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What emissions add at the receptors in the weather that a plan must stand. But for `share_of_years` every response
/// is the largest of many straight ones, hence convex and without a constant.
struct UncertainResponse: AmbientResponse {
    let terms: AmbientUncertainty
    let years: WeatherYears

    func line(_ row: Int, at emissions: [Double]) -> ResponseLine? {
        switch terms.method {
        case .everyYear, .shareOfYears: ofYear(row, emissions)
        case .worstYearsMean: ofWorstYears(row, emissions)
        case .normal: normal(row, emissions)
        case .budget: budget(row, emissions)
        }
    }

    /// Years from the worst to the best.
    private func order(_ loads: [Double]) -> [Int] {
        loads.indices.sorted { (-loads[$0], $0) < (-loads[$1], $1) }
    }

    /// The part of the years that need not hold.
    var sparedShare: Double { max(0, 1 - terms.share) }

    /// A sum of weights this close to what is spared is as much.
    static let weightTolerance = 1e-9

    /// The worst year of those that must hold: with `every_year` of all.
    private func ofYear(_ row: Int, _ emissions: [Double]) -> ResponseLine {
        let loads = years.loads(row, emissions)
        let spared = terms.method == .everyYear ? 0 : sparedShare
        var weight = 0.0
        let ranked = order(loads)
        let year =
            ranked.first {
                weight += years.weights[$0]
                return weight > spared + Self.weightTolerance
            } ?? ranked[ranked.count - 1]
        return ResponseLine(value: loads[year], slope: years.matrices[year].row(row))
    }

    /// The mean over the worst years, the last of them in part (conditional value at risk; Rockafellar and Uryasev
    /// 2000, doi:10.21314/JOR.2000.038).
    private func ofWorstYears(_ row: Int, _ emissions: [Double]) -> ResponseLine {
        let loads = years.loads(row, emissions)
        let tail = sparedShare
        guard tail > Self.weightTolerance else { return ofYear(row, emissions) }
        var (left, value) = (tail, 0.0)
        var slope = [Double](repeating: 0, count: emissions.count)
        for year in order(loads) where left > 0 {
            let part = min(left, years.weights[year]) / tail
            left -= years.weights[year]
            value += part * loads[year]
            for column in slope.indices { slope[column] += part * years.matrices[year][row, column] }
        }
        return ResponseLine(value: value, slope: slope)
    }

    /// mean + z s, where s² is the variance of the load between the years (over n - 1) and of coefficients that err
    /// each by itself.
    private func normal(_ row: Int, _ emissions: [Double]) -> ResponseLine {
        let mean = years.mean.row(row)
        var value = dot(mean, emissions)
        var slope = mean
        let loads = years.loads(row, emissions)
        let count = Double(loads.count)
        let scale = count > 1 ? count / (count - 1) : 0
        let own = years.deviations?.row(row) ?? []
        let between = zip(years.weights, loads).reduce(0) {
            $0 + $1.0 * ($1.1 - value) * ($1.1 - value)
        }
        let beside = zip(own, emissions).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }
        let spread = (scale * between + beside).squareRoot()
        guard spread > 0 else { return ResponseLine(value: value, slope: slope) }
        let z = NormalQuantile.of(terms.share)
        for column in slope.indices {
            var part = own.isEmpty ? 0 : own[column] * own[column] * emissions[column]
            for (year, weight) in years.weights.enumerated() {
                part +=
                    scale * weight * (loads[year] - value)
                    * (years.matrices[year][row, column] - mean[column])
            }
            slope[column] += z * part / spread
        }
        value += z * spread
        return ResponseLine(value: value, slope: slope)
    }

    /// mean + the largest rises, the last of them in part (Bertsimas and Sim 2004, doi:10.1287/opre.1030.0065).
    private func budget(_ row: Int, _ emissions: [Double]) -> ResponseLine {
        var slope = years.mean.row(row)
        let rises = years.rises(row)
        let effects = zip(rises, emissions).map { $0 * $1 }
        var left = terms.budget
        for column in order(effects) where left > 0 {
            slope[column] += min(1, left) * rises[column]
            left -= 1
        }
        return ResponseLine(value: dot(slope, emissions), slope: slope)
    }
}

/// Quantiles of the standard normal distribution.
enum NormalQuantile {
    /// z with Φ(z) = `share`, by halving; 0 < share < 1.
    static func of(_ share: Double) -> Double {
        var (low, high) = (-40.0, 40.0)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return middle }
            if erfc(-middle / 2.0.squareRoot()) / 2 < share { low = middle } else { high = middle }
        }
    }
}
