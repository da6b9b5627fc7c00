import EcoAlgebra

/// A response that straight lines follow from plan to plan.
protocol BentResponse: AmbientResponse {
    /// The straight line of each year of weather that touches the response of a row at some emissions; one where there
    /// are no years.
    func lines(_ row: Int, at emissions: [Double]) -> [ResponseLine]

    /// How much each of these counts where they add the loads given; the sum is 1. No other weights that the limit allows
    /// give more.
    func weights(_ loads: [Double]) -> [Double]

    /// More than the response bends: for each group the sum of the magnitudes of its row of second derivatives, so that
    /// half of these times squares is no less than the curve above its line (Gershgorin).
    func bends(_ row: Int, at emissions: [Double]) -> [Double]
}

extension BentResponse {
    /// Some of its lines, put together by weights.
    func line(_ lines: [ResponseLine], _ weights: [Double]) -> ResponseLine {
        var sum = ResponseLine(value: 0, slope: [Double](repeating: 0, count: lines[0].slope.count))
        for (line, weight) in zip(lines, weights) where weight != 0 {
            sum.value += weight * line.value
            for group in sum.slope.indices { sum.slope[group] += weight * line.slope[group] }
        }
        return sum
    }
}

extension QuotaProblem {
    /// The response, where it bends.
    var bentResponse: (any BentResponse)? {
        if let weather = response as? UncertainResponse { return weather.surfaces.isEmpty ? nil : weather }
        return response as? SurfaceResponse
    }
}

/// Responses of receptors that bend with the emissions: the source-receptor matrix and polynomials besides.
struct SurfaceResponse: BentResponse {
    /// The matrix alone.
    let linear: DenseMatrix
    /// By row: the terms of its receptor; rows without any are governed by the matrix.
    let terms: [[Term]]

    struct Term: Sendable {
        let coefficient: Double
        let factors: [Factor]
    }

    /// (scale x emission of the groups + offset) to a power.
    struct Factor: Sendable {
        let groups: [Int]
        let scale: Double
        let offset: Double
        let power: Int
    }

    /// - Parameters:
    ///   - ambient: of the same records.
    ///   - matrix: of the response but for its terms.
    init(
        _ index: QuotaIndex, _ ambient: AmbientIndex, receptors: [Receptor], terms: [ResponseTerm],
        matrix: DenseMatrix
    ) {
        linear = matrix
        let own = Dictionary(grouping: terms, by: \.receptor)
        let rows = index.periods.indices.flatMap { period in receptors.map { ($0.id, period) } }
        self.terms = rows.map { id, period in
            (own[id] ?? []).map { term in
                Term(
                    coefficient: term.coefficient,
                    factors: term.factors.map { Factor($0, period, index, ambient.groupOfSource) })
            }
        }
    }

    func line(_ row: Int, at emissions: [Double]) -> ResponseLine? {
        terms[row].isEmpty ? nil : touching(row, at: emissions)
    }

    func lines(_ row: Int, at emissions: [Double]) -> [ResponseLine] { [touching(row, at: emissions)] }

    func weights(_ loads: [Double]) -> [Double] { [1] }

    /// Of rows without terms the matrix itself.
    func touching(_ row: Int, at emissions: [Double]) -> ResponseLine {
        var slope = linear.row(row)
        var value = dot(slope, emissions)
        for term in terms[row] {
            let values = term.factors.map { $0.value(emissions) }
            value += term.coefficient * values.reduce(1, *)
            for (position, factor) in term.factors.enumerated() {
                var rest = term.coefficient
                for (other, value) in values.enumerated() where other != position { rest *= value }
                let part = rest * factor.slope(emissions)
                for group in factor.groups { slope[group] += part }
            }
        }
        return ResponseLine(value: value, slope: slope)
    }
}

extension SurfaceResponse {
    func bends(_ row: Int, at emissions: [Double]) -> [Double] {
        var bends = [Double](repeating: 0, count: emissions.count)
        for term in terms[row] {
            let values = term.factors.map { $0.value(emissions) }
            for (one, left) in term.factors.enumerated() {
                for (two, right) in term.factors.enumerated() {
                    var rest = term.coefficient
                    for (other, value) in values.enumerated() where other != one && other != two {
                        rest *= value
                    }
                    let second =
                        one == two
                        ? left.bend(emissions) : left.slope(emissions) * right.slope(emissions)
                    let most = (rest * second).magnitude * Double(right.groups.count)
                    for group in left.groups { bends[group] += most }
                }
            }
        }
        return bends
    }
}

extension SurfaceResponse.Factor {
    fileprivate init(
        _ factor: ResponseTerm.Factor, _ period: Int, _ index: QuotaIndex, _ groupOfSource: [Int]
    ) {
        let selection = factor.selection
        let members = index.sources.indices.filter {
            index.sources[$0].period == period && selection.holds(index.sources[$0])
        }
        groups = Set(members.map { groupOfSource[$0] }).sorted()
        let baseline = members.reduce(0) { $0 + index.sources[$1].baseline }
        scale = factor.argument == .tonnes ? 1 : 1 / baseline
        offset = factor.argument == .change ? -1 : 0
        power = factor.power
    }

    private func argument(_ emissions: [Double]) -> Double {
        scale * groups.reduce(0) { $0 + emissions[$1] } + offset
    }

    func value(_ emissions: [Double]) -> Double { argument(emissions).raised(to: power) }

    /// By a tonne of any of its groups.
    func slope(_ emissions: [Double]) -> Double {
        scale * Double(power) * argument(emissions).raised(to: power - 1)
    }

    /// The second derivative.
    func bend(_ emissions: [Double]) -> Double {
        guard power > 1 else { return 0 }
        return scale * scale * Double(power * (power - 1)) * argument(emissions).raised(to: power - 2)
    }
}

extension Double {
    /// Whole powers from 0 on, by multiplication.
    fileprivate func raised(to power: Int) -> Double {
        (0..<max(0, power)).reduce(1) { product, _ in product * self }
    }
}
