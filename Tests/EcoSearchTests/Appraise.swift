@testable import EcoSearch

/// A problem from closed forms: objective and margins of one point.
func appraising(
    objective: @escaping ([Double]) -> Double, margins: @escaping ([Double]) -> [Double] = { _ in [] },
    criteria: @escaping ([Double]) -> [Double] = { _ in [] }
) -> SearchArchive.Appraise {
    { points in
        points.map {
            Appraisal(objective: objective($0), margins: margins($0), criteria: criteria($0))
        }
    }
}

/// One constraint whose margins in the draws are given; it is to hold in a share of them.
func appraising(
    objective: @escaping ([Double]) -> Double, share: Double, draws: @escaping ([Double]) -> [Double]
) -> SearchArchive.Appraise {
    { points in
        points.map { point in
            let margins = draws(point)
            let deciding = ShareOfDraws.deciding(margins, share: share)?.margin ?? .infinity
            return Appraisal(objective: objective(point), margins: [deciding], drawMargins: [margins])
        }
    }
}

extension SearchOutcome {
    var bestValues: [Double]? { best.map { entries[$0].values } }
    var bestObjective: Double { best.map { entries[$0].appraisal.objective } ?? .infinity }
}
