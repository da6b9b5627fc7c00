/// A limit that is the strictest of many straight ones: uncertain coefficients, Gini coefficients.
protocol ConvexLimit: Sendable {
    /// The straight limit that is strictest at a plan. No plan that keeps the whole limit breaks it.
    /// - Parameter values: of the programme's columns.
    func cut(at values: [Double]) -> LimitCut
}

/// Σ coefficient x <= limit.
struct LimitCut: Sendable, Equatable {
    /// Each column once.
    var terms: [(column: Int, value: Double)]
    var limit: Double
    /// What a plan has on the left.
    var value: Double
    /// By what an excess is measured.
    var size: Double
    /// How much each year of weather counts in it, where it is put together of years.
    var yearWeights: [Double] = []

    /// How far the plan breaks it, as a part of its size.
    var excess: Double { size > 0 ? (value - limit) / size : value - limit }

    static func == (left: LimitCut, right: LimitCut) -> Bool {
        left.limit == right.limit && left.terms.elementsEqual(right.terms) { $0 == $1 }
    }
}

/// The limit of one receptor under a response that bends outwards.
struct ReceptorLimit: ConvexLimit {
    let row: Int
    let response: any AmbientResponse
    let ambient: AmbientRows

    func cut(at values: [Double]) -> LimitCut {
        let emissions = ambient.groupEmissions(values)
        let allowance = ambient.allowance[row]
        guard let line = response.line(row, at: emissions) else {
            return LimitCut(terms: [], limit: allowance, value: 0, size: 1)
        }
        let constant = line.constant(at: emissions)
        return LimitCut(
            terms: ambient.terms(line.slope), limit: allowance - constant, value: line.value - constant,
            size: max(line.value.magnitude, allowance.magnitude))
    }
}

extension AmbientRows {
    /// Coefficients of groups as those of columns.
    func terms(_ slope: [Double]) -> [(column: Int, value: Double)] {
        zip(emission, group).compactMap { column, group in
            slope[group] == 0 ? nil : (column: column, value: slope[group])
        }
    }
}
