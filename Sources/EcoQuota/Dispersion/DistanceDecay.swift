import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// An exponential fall with distance, stronger downwind: c = strength exp(-d / L) w, where w is how much of the year's
/// ventilated wind (frequency over speed) blows towards the station, 1 on the mean of all directions.
///
/// The strength is the user's: calibrate it, for instance, so that the loads of all sources are the part of the
/// measured mean that local sources cause. Screening only.
public struct DistanceDecay: DispersionMethod {
    static let strengthParameter = Parameter<[String: Double]>.quantities(
        "strength", keys: .identifier, unit: .named("ug/m3/t"), range: .positive,
        LocalizedText(en: "what one tonne a year adds at no distance, by pollutant", zh: "各污染物零距离处单位排放的浓度贡献"))
    static let lengthParameter = Parameter<Double>.quantity(
        "length", unit: .named("km"), range: .positive, default: "40 km",
        LocalizedText(en: "distance over which the effect falls to 1/e", zh: "衰减特征距离"),
        source: "order of magnitude, choice of this engine", status: .provisional)
    static let windRoseParameter = Parameter<Table>.table(
        "wind_rose", WindRose.declaration,
        LocalizedText(en: "wind rose; alike in all directions where absent", zh: "风频表，缺省为各向同性")
    ).optional
    static let calmSpeedParameter = GaussianPlume.calmSpeedParameter

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "distance_decay", title: LocalizedText(en: "Distance decay (screening)", zh: "距离衰减（筛选级）"),
            meaning: LocalizedText(
                en: "exponential fall with distance, weighted by the wind rose; screening only",
                zh: "按风频加权的指数距离衰减，仅供筛选"),
            parameters: [
                strengthParameter.declaration, lengthParameter.declaration, windRoseParameter.declaration,
                calmSpeedParameter.declaration, DispersionParameters.points.declaration,
                DispersionParameters.smallestDistance.declaration,
            ], rules: [hasStrength, roseAddsUp])
    }

    private static let hasStrength: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[strengthParameter].isEmpty else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location, path: bound.path(of: strengthParameter),
                "no strength is given", hint: "give one for each pollutant that counts at the stations"))
    }

    private static let roseAddsUp: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound.fields[windRoseParameter.key] != nil else { return }
        WindRose.addsUp(GaussianPlume.windRoseParameter, bound, &diagnostics)
    }

    /// ug/m3 for each t/y, by pollutant; 0 for others.
    let strength: [String: Double]
    /// km.
    let length: Double
    let windRose: WindRose?
    let calmSpeed: Double
    public let pointsPerRegion: Int
    public let smallestDistance: Double
    public let releases: Set<String>? = nil
    /// Ventilated frequency of each sector, 1 on the mean.
    private let weights: [Double]?

    public init(_ bound: BoundGroup) {
        self.init(
            strength: bound[Self.strengthParameter], length: bound[Self.lengthParameter],
            windRose: bound[Self.windRoseParameter].map { WindRose($0) },
            calmSpeed: bound[Self.calmSpeedParameter],
            pointsPerRegion: bound[DispersionParameters.points],
            smallestDistance: bound[DispersionParameters.smallestDistance])
    }

    public init(
        strength: [String: Double], length: Double = 40, windRose: WindRose? = nil, calmSpeed: Double = 1,
        pointsPerRegion: Int = 20, smallestDistance: Double = 1000
    ) {
        self.strength = strength
        self.length = length
        self.windRose = windRose
        self.calmSpeed = calmSpeed
        self.pointsPerRegion = pointsPerRegion
        self.smallestDistance = smallestDistance
        weights = windRose.map { rose in
            let sums = (0..<16).map { sector in
                rose.classes.reduce(0) { $0 + $1.frequency[sector] / max($1.speed, calmSpeed) }
            }
            return sums.partsOfSum.map { 16 * $0 }
        }
    }

    public func coefficient(
        pollutant: String, release: String, distance: Double, bearing: Double
    ) -> Double {
        let wind = weights.map { WindRose.frequency($0, towards: bearing) } ?? 1
        return (strength[pollutant] ?? 0) * exp(-distance / (1000 * length)) * wind
    }
}
