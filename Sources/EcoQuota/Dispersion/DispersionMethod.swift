import EcoParameters
import EcoUnits

/// A screening estimate of source-receptor coefficients, for users without a matrix from an air-quality model.
public protocol DispersionMethod: ParameterGroup {
    /// What 1 t/y of a pollutant from one point adds to the annual mean, ug/m3.
    /// - Parameters:
    ///   - distance: m.
    ///   - bearing: from the source to the receptor, degrees clockwise from north.
    ///   - release: class of release of the source.
    func coefficient(pollutant: String, release: String, distance: Double, bearing: Double) -> Double

    /// Classes of release that the block has a height for; nil where heights do not matter.
    var releases: Set<String>? { get }
    /// Points that stand for the area of a region.
    var pointsPerRegion: Int { get }
    /// No source counts as nearer, m.
    var smallestDistance: Double { get }
}

/// The methods, one line each.
public enum DispersionCatalogue {
    public static let methods: [any DispersionMethod.Type] = [DistanceDecay.self, GaussianPlume.self]

    static func method(_ id: String, _ bound: BoundGroup) -> (any DispersionMethod)? {
        methods.first { $0.declaration.id == id }?.init(bound)
    }

    static let parameter = Parameter<(any DispersionMethod)?>(
        ParameterDeclaration(
            key: "dispersion",
            shape: .variant(
                discriminator: "method",
                options: methods.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }),
            presence: .optional,
            meaning: LocalizedText(
                en: "screening estimate in place of a source-receptor matrix; not for decisions on permits",
                zh: "无源—受体矩阵时的筛选级扩散估算，不得用于许可决策"))
    ) { bound in
        guard case .variant(let id, let group) = bound else { return nil }
        return method(id, group)
    }
}

/// Parameters that both methods have.
enum DispersionParameters {
    static let points = Parameter<Int>.integer(
        "points_per_region", range: 1...1000, default: "20",
        LocalizedText(
            en: "points spread evenly over a disc of the region's area that stand for its sources",
            zh: "以等面积圆内均匀布点代表地区排放的点数"), source: "choice of this engine", status: .provisional)
    static let smallestDistance = Parameter<Double>.quantity(
        "smallest_distance", unit: .named("m"), range: NumberRange(minimum: 100), default: "1 km",
        LocalizedText(en: "no source counts as nearer to a station", zh: "源与受体的最小计算距离"),
        source: "choice of this engine", status: .provisional)

    /// A block of numbers by pollutant or class.
    static func numbers(_ key: String, range: NumberRange, _ meaning: LocalizedText, source: String = "")
        -> Parameter<[String: Double]>
    {
        Parameter(
            ParameterDeclaration(
                key: key, shape: .map(key: .identifier, value: .number(range: range)), presence: .optional,
                meaning: meaning, source: source, status: .choice)
        ) { bound in
            guard case .map(let entries) = bound else { return [:] }
            return entries.compactMapValues { $0.value.number }
        }
    }
}
