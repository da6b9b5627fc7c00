import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// The annual mean of Gaussian plumes, spread evenly over each of 16 sectors (Turner, Workbook of Atmospheric
/// Dispersion Estimates, AP-26, 1970, chapter 5; the long-term formula of ISC3):
///
///     c = sum over stability and speed of  (2/pi)^(1/2) Q f / (s_z u x 2 pi / 16) V decay
///
/// with V = exp(-H² / 2 s_z²) and its reflections at the lid, and Q / (L u x 2 pi / 16) where the plume fills the mixed
/// layer (s_z above 1.6 L). Flat ground, no wash-out, no chemistry but a half-life. Screening only: counties stand
/// farther from stations than the 10 km for which s_z is known.
public struct GaussianPlume: DispersionMethod {
    static let windRoseParameter = Parameter<Table>.table(
        "wind_rose", WindRose.declaration, LocalizedText(en: "wind rose", zh: "风向风速稳定度联合频率表"))
    static let terrainParameter = Parameter<DispersionTerrain>.choice(
        "terrain", default: .rural, LocalizedText(en: "ground over which plumes spread", zh: "下垫面类型"))
    static let heightParameter = Parameter<Double>.quantity(
        "height", unit: .named("m"), range: .nonNegative, default: "50 m",
        LocalizedText(
            en: "effective height of release (stack and rise), where no class says otherwise",
            zh: "有效排放高度，未分级时采用"), source: "choice of this engine", status: .provisional)
    static let heightsParameter = Parameter<[String: Double]>.quantities(
        "heights", keys: .identifier, unit: .named("m"), range: .nonNegative,
        LocalizedText(en: "effective height of each class of release", zh: "各排放高度级的有效高度"))
    static let mixingHeightParameter = Parameter<Double>.quantity(
        "mixing_height", unit: .named("m"), range: .positive, default: "1000 m",
        LocalizedText(en: "lid over classes A to D; E and F have none", zh: "混合层高度（A—D类，E、F类不设）"),
        source: "order of magnitude, choice of this engine", status: .provisional)
    static let calmSpeedParameter = Parameter<Double>.quantity(
        "calm_speed", unit: .named("m/s"), range: .positive, default: "1 m/s",
        LocalizedText(en: "no wind counts as slower", zh: "最小计算风速"), source: "ISC3 (EPA-454/B-95-003b)",
        status: .provisional)
    static let halfLifeParameter = Parameter<[String: Double]>.quantities(
        "half_life", keys: .identifier, unit: .named("h"), range: .positive,
        LocalizedText(en: "half-life in the air, by pollutant; none where absent", zh: "各污染物半衰期，缺省为不衰减"))
    static let contributionParameter = DispersionParameters.numbers(
        "contribution", range: .nonNegative,
        LocalizedText(
            en: "ug of what the station measures for each ug of the pollutant, by pollutant; 1 where absent",
            zh: "单位污染物折算为受体指标的系数，缺省为 1"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "gaussian_plume", title: LocalizedText(en: "Gaussian plume (screening)", zh: "高斯烟羽（筛选级）"),
            meaning: LocalizedText(
                en:
                    "annual mean of Gaussian plumes over flat ground, averaged over wind sectors; screening only",
                zh: "平坦地形、扇形平均的高斯烟羽年均浓度，仅供筛选"),
            parameters: [
                windRoseParameter.declaration, terrainParameter.declaration, heightParameter.declaration,
                heightsParameter.declaration, mixingHeightParameter.declaration,
                calmSpeedParameter.declaration, halfLifeParameter.declaration,
                contributionParameter.declaration, DispersionParameters.points.declaration,
                DispersionParameters.smallestDistance.declaration,
            ], rules: [{ WindRose.addsUp(windRoseParameter, $0, &$1) }])
    }

    let windRose: WindRose
    let terrain: DispersionTerrain
    let height: Double
    let heights: [String: Double]
    let mixingHeight: Double
    let calmSpeed: Double
    /// h, by pollutant.
    let halfLife: [String: Double]
    let contribution: [String: Double]
    public let pointsPerRegion: Int
    public let smallestDistance: Double

    public init(_ bound: BoundGroup) {
        windRose = WindRose(bound[Self.windRoseParameter])
        terrain = bound[Self.terrainParameter]
        height = bound[Self.heightParameter]
        heights = bound[Self.heightsParameter]
        mixingHeight = bound[Self.mixingHeightParameter]
        calmSpeed = bound[Self.calmSpeedParameter]
        halfLife = bound[Self.halfLifeParameter]
        contribution = bound[Self.contributionParameter]
        pointsPerRegion = bound[DispersionParameters.points]
        smallestDistance = bound[DispersionParameters.smallestDistance]
    }

    public init(
        _ windRose: WindRose, terrain: DispersionTerrain = .rural, height: Double = 50,
        heights: [String: Double] = [:], mixingHeight: Double = 1000, calmSpeed: Double = 1,
        halfLife: [String: Double] = [:], contribution: [String: Double] = [:], pointsPerRegion: Int = 20,
        smallestDistance: Double = 1000
    ) {
        self.windRose = windRose
        self.terrain = terrain
        self.height = height
        self.heights = heights
        self.mixingHeight = mixingHeight
        self.calmSpeed = calmSpeed
        self.halfLife = halfLife
        self.contribution = contribution
        self.pointsPerRegion = pointsPerRegion
        self.smallestDistance = smallestDistance
    }

    public var releases: Set<String>? { heights.isEmpty ? nil : Set(heights.keys) }

    /// ug/s for each t/y, with the mean Gregorian year of 31,556,952 s that the unit `a` has.
    public static let microgramsPerSecond = 1e12 / 31_556_952

    public func coefficient(
        pollutant: String, release: String, distance: Double, bearing: Double
    ) -> Double {
        let height = heights[release] ?? height
        let decay = halfLife[pollutant].map { log(2.0) / ($0 * 3600) } ?? 0
        let width = distance * 2 * Double.pi / 16
        var sum = 0.0
        for (stability, classes) in byStability {
            let mixing = verticalDensity(stability, height: height, at: distance)
            let lift = pow(max(height, 10) / 10, terrain.windExponent(stability))
            for item in classes {
                let frequency = WindRose.frequency(item.frequency, towards: bearing)
                let speed = max(item.speed, calmSpeed) * lift
                guard frequency > 0 else { continue }
                sum += frequency * mixing / speed * (decay > 0 ? exp(-decay * distance / speed) : 1)
            }
        }
        return Self.microgramsPerSecond * sum / width * (contribution[pollutant] ?? 1)
    }

    private var byStability: [(StabilityClass, ArraySlice<WindRose.Class>)] {
        var groups: [(StabilityClass, ArraySlice<WindRose.Class>)] = []
        var rest = windRose.classes[...]
        while let first = rest.first {
            groups.append((first.stability, rest.prefix { $0.stability == first.stability }))
            rest = rest.drop { $0.stability == first.stability }
        }
        return groups
    }

    /// What a plume of 1 unit per m of wind has at the ground for each m of height, 1/m: (2/pi)^(1/2) V / s_z.
    func verticalDensity(_ stability: StabilityClass, height: Double, at distance: Double) -> Double {
        let spread = terrain.verticalSpread(stability, at: distance)
        let bell = { (z: Double) in exp(-z * z / (2 * spread * spread)) }
        let direct = (2 / Double.pi).squareRoot() / spread
        guard stability.hasLid else { return direct * bell(height) }
        guard height < mixingHeight else { return 0 }
        guard spread < 1.6 * mixingHeight else { return 1 / mixingHeight }
        var sum = bell(height)
        for image in 1...20 {
            let way = 2 * Double(image) * mixingHeight
            let added = bell(way - height) + bell(way + height)
            sum += added
            if added < 1e-12 * sum { break }
        }
        return direct * sum
    }
}
