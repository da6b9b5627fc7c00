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
    /// Of each year, where the response bends; empty where it does not.
    var surfaces: [SurfaceResponse] = []

    func line(_ row: Int, at emissions: [Double]) -> ResponseLine? {
        guard surfaces.isEmpty else {
            let lines = lines(row, at: emissions)
            return line(lines, weights(lines.map(\.value)))
        }
        return switch terms.method {
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

extension UncertainResponse: BentResponse {
    /// Whether a method weighs whole years, so that lines can stand for the surfaces of each.
    static func followsSurfaces(_ method: AmbientUncertainty.Method) -> Bool {
        [.everyYear, .worstYearsMean, .normal].contains(method)
    }

    /// What each year adds at a row.
    func loads(_ row: Int, _ emissions: [Double]) -> [Double] {
        surfaces.isEmpty
            ? years.loads(row, emissions) : surfaces.map { $0.touching(row, at: emissions).value }
    }

    func lines(_ row: Int, at emissions: [Double]) -> [ResponseLine] {
        surfaces.map { $0.touching(row, at: emissions) }
    }

    /// The worst year, the worst years by their part of the tail, or w + z n/(n-1) w (load - mean) / s.
    func weights(_ loads: [Double]) -> [Double] {
        var weights = [Double](repeating: 0, count: loads.count)
        let tail = terms.method == .worstYearsMean ? sparedShare : 0
        if terms.method == .normal { return normalWeights(loads) }
        guard tail > Self.weightTolerance else {
            weights[order(loads)[0]] = 1
            return weights
        }
        var left = tail
        for year in order(loads) where left > 0 {
            weights[year] = min(left, years.weights[year]) / tail
            left -= years.weights[year]
        }
        return weights
    }

    private func normalWeights(_ loads: [Double]) -> [Double] {
        let mean = dot(years.weights, loads)
        let count = Double(loads.count)
        let scale = count > 1 ? count / (count - 1) : 0
        let spread =
            (scale * zip(years.weights, loads).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) })
            .squareRoot()
        guard spread > 0 else { return years.weights }
        let z = NormalQuantile.of(terms.share)
        return zip(years.weights, loads).map { $0 + z * scale * $0 * ($1 - mean) / spread }
    }

    /// Of the year that bends most, by all that the weights may take of it.
    func bends(_ row: Int, at emissions: [Double]) -> [Double] {
        let taken = max(1, weights(loads(row, emissions)).reduce(0) { $0 + $1.magnitude })
        return surfaces.reduce([Double](repeating: 0, count: emissions.count)) { most, surface in
            zip(most, surface.bends(row, at: emissions)).map { max($0, taken * $1) }
        }
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
