import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// Entropy weighting: an indicator counts the more, the more the regions differ in it.
///
/// With p_ij the part of region i in indicator j, e_j = -sum_i p_ij ln p_ij / ln n, the weight of j is
/// (1 - e_j) / sum (1 - e) and the share of region i is sum_j weight_j p_ij (Shannon 1948; usual in Chinese studies of
/// total-load allocation). Given weights multiply (1 - e_j).
public struct Entropy: QuotaAllocationMethod {
    public enum Normalisation: String, ParameterChoice {
        case proportion
        case minMax = "min_max"

        public var meaning: LocalizedText {
            switch self {
            case .proportion:
                LocalizedText(
                    en: "values, or their inverses for `less`, as parts of their sum", zh: "比重法（逆向指标取倒数）")
            case .minMax:
                LocalizedText(
                    en: "(x - min) / (max - min) as parts of their sum: the lowest region gets nothing of it",
                    zh: "极差标准化法（最低者该项得零）")
            }
        }
    }

    static let indicatorsParameter = Parameter<[AllocationIndicatorUse]>.groups(
        "indicators", minimumCount: 1, LocalizedText(en: "indicators", zh: "指标"))
    static let normalisationParameter = Parameter<Normalisation>.choice(
        "normalisation", default: .proportion, LocalizedText(en: "how values become parts", zh: "标准化方法"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "entropy", title: LocalizedText(en: "Entropy weighting", zh: "熵值法"),
            meaning: LocalizedText(
                en: "shares from several indicators, each weighted by how much the regions differ in it",
                zh: "按信息熵赋权的多指标分配"),
            parameters: [
                idParameter.declaration, indicatorsParameter.declaration, normalisationParameter.declaration,
            ])
    }

    public let id: String
    private let indicators: [AllocationIndicatorUse]
    private let normalisation: Normalisation

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        indicators = bound[Self.indicatorsParameter]
        normalisation = bound[Self.normalisationParameter]
    }

    public init(_ indicators: [AllocationIndicatorUse], normalisation: Normalisation = .proportion) {
        id = Self.declaration.id
        self.indicators = indicators
        self.normalisation = normalisation
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        var parts: [[Double]] = []
        for use in indicators {
            let needsInverse = use.direction == .less && normalisation == .proportion
            let values = task.indicator(use.indicator, above: needsInverse ? 0 : nil, &findings)
            if let values { parts.append(self.parts(values, use.direction)) }
        }
        guard parts.count == indicators.count else { return nil }
        let entropies = parts.map(Self.entropy)
        let raw = zip(indicators, entropies).map { $0.weight * max(0, 1 - $1) }
        let sum = raw.reduce(0, +)
        // Where the regions do not differ in anything, the given weights decide.
        let basis = sum > 1e-12 ? raw : indicators.map(\.weight)
        let weights = (basis).partsOfSum
        let score = task.regions.indices.map { region in
            zip(weights, parts).reduce(0) { $0 + $1.0 * $1.1[region] }
        }
        guard let quota = task.proportional(to: score, &findings) else { return nil }
        let facts = indicators.indices.flatMap { index in
            [
                AllocationFact("entropy", of: indicators[index].indicator, entropies[index]),
                AllocationFact("weight", of: indicators[index].indicator, weights[index]),
            ]
        }
        return AllocationOutcome(quota: quota, facts: facts)
    }

    private func parts(_ values: [Double], _ direction: AllocationIndicatorUse.Direction) -> [Double] {
        switch normalisation {
        case .proportion:
            return (direction == .more ? values : values.map { 1 / $0 }).partsOfSum
        case .minMax:
            let (low, high) = (values.min() ?? 0, values.max() ?? 0)
            guard high > low else { return values.map { _ in 1 / Double(values.count) } }
            return
                (values.map { direction == .more ? ($0 - low) / (high - low) : (high - $0) / (high - low) })
                .partsOfSum
        }
    }

    private static func entropy(_ parts: [Double]) -> Double {
        guard parts.count > 1 else { return 1 }
        let sum = parts.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
        return sum / log(Double(parts.count))
    }
}
