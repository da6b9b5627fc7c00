import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.soil_retention`.
public struct SoilRetentionParameters: ParameterGroup {
    public let erosivity: ErosivityMethod
    public let erodibility: ErodibilitySource
    public let lengthSlope: LengthSlopeSource
    public let slope: SlopeSource
    /// Metres.
    public let slopeLength: Double
    public let slopeLengthExponent: SlopeLengthExponent
    public let slopeBreaks: SlopeBreaks
    /// Degrees.
    public let steepestSlope: Double
    /// LS from the land above, where that is chosen.
    let upslope: UpslopeTerrain?
    public let coverFactor: CoverFactorMethod
    public let cover: CoverSource?
    public let bareNDVI: Double
    public let fullNDVI: Double
    /// Row of the table of C by subtype.
    public let coverRows: [String: String]
    let factors: ErosionFactorTable?
    public let practiceTable: PracticeTable
    public let practice: [String: Double]
    public let silt: SiltMethod
    public let siltShare: Double
    public let density: Double
    public let dredgingCost: Price?
    /// Contents of the soil by component.
    public let contents: [String: Double]
    /// Prices of nutrients by component, by one route.
    public let nutrientPrices: [String: Price]
    let location: SourceLocation?
    let path: String

    public init(_ bound: BoundGroup) {
        erosivity = bound[Self.erosivity]
        erodibility = bound[Self.erodibility]
        lengthSlope = bound[Self.lengthSlope]
        slope = bound[Self.slope]
        slopeLength = bound[Self.slopeLength] ?? .nan
        slopeLengthExponent = bound[Self.slopeLengthExponent] ?? .classes
        slopeBreaks = bound[Self.slopeBreaks] ?? .percent9And18
        steepestSlope = ErosionFactors.degrees(slope: bound[Self.slopeCap])
        upslope =
            lengthSlope == .upslopeArea
            ? UpslopeTerrain(
                flow: bound[Self.flow] ?? .mfd, form: bound[Self.upslopeForm] ?? .invest314,
                longest: bound[Self.longest]) : nil
        coverFactor = bound[Self.coverFactor]
        cover = bound[Self.coverSource]
        bareNDVI = bound[Self.bareNDVI] ?? .nan
        fullNDVI = bound[Self.fullNDVI] ?? .nan
        coverRows = bound[Self.coverRows]
        factors = bound[Self.factors].map(ErosionFactorTable.init)
        practiceTable = bound[Self.practiceTable]
        practice = bound[Self.practice]
        silt = bound[Self.silt]
        siltShare = bound[Self.siltShare]
        density = bound[Self.density] ?? .nan
        dredgingCost = bound[Self.dredgingCost]
        contents = [
            "nitrogen": bound[Self.nitrogen], "phosphorus": bound[Self.phosphorus],
            "potassium": bound[Self.potassium], "organic_matter": bound[Self.organicMatter],
        ].compactMapValues { $0 }
        nutrientPrices = [
            "nitrogen": bound[Self.nitrogenPrice] ?? bound[Self.nitrogenFertiliser],
            "phosphorus": bound[Self.phosphorusPrice] ?? bound[Self.phosphorusFertiliser],
            "potassium": bound[Self.potassiumFertiliser], "organic_matter": bound[Self.organicMatterPrice],
        ].compactMapValues { $0 }
        location = bound.location
        path = bound.path
    }
}

extension SoilRetentionParameters {
    /// The layers of every choice.
    static let layerUses: [LayerUse] =
        LayerUse.always(.landCover)
        + ErosivityMethod.allCases.flatMap { LayerUse.with("erosivity: \($0.rawValue)", read: [$0.layer]) }
        + LayerUse.with("erodibility: raster", read: [.soilErodibility])
        + LayerUse.with(
            "erodibility: epic", "erodibility: epic_china", read: [.sand, .silt, .clay, .organicCarbon])
        + LayerUse.with(
            "length_slope: fixed_length", "length_slope: upslope_area", "practice_table: cropland_slope",
            read: [.elevation])
        + LayerUse.with("slope: layer", read: [.slope])
        + LayerUse.with("length_slope: layer", read: [.lengthSlopeFactor])
        + CoverSource.allCases.flatMap { LayerUse.with("cover: \($0.rawValue)", read: [$0.layer]) }

    var layers: [LayerRole] {
        [erosivity.layer] + lengthSlope.layers(slope) + erodibility.layers + coverLayer
            + (practiceFollowsSlope && lengthSlope != .fixedLength ? [slope.role] : [])
    }

    private var coverLayer: [LayerRole] {
        coverFactor == .classTable ? [] : [(cover ?? .vegetationCover).layer]
    }

    /// Cropland's P follows the slope of each cell.
    var practiceFollowsSlope: Bool {
        practiceTable == .croplandSlope && practice[EcosystemType.cropland.rawValue] == nil
    }

    /// The slope of the elevation layer is asked for.
    var usesSlope: Bool {
        slope == .elevation && (lengthSlope == .fixedLength || practiceFollowsSlope)
    }

    /// P that multiplies the sums of a class; nil where neither scenario nor table gives one.
    func practice(of land: LandCoverClass) -> Double? {
        if practiceTable == .classTable { return factors?.practice[land.code] }
        if let own = practice[land.ecosystem.rawValue] { return own }
        if practiceFollowsSlope, land.ecosystem == .cropland { return 1 }
        return land.subtype.flatMap { practiceTable.subtypeFactors[$0] }
            ?? practiceTable.factors[land.ecosystem]
    }

    /// True where C is known for a class.
    func hasCoverFactor(_ land: LandCoverClass) -> Bool {
        switch coverFactor {
        case .cai2000: true
        case .hj1173: CoverTable.row(of: land, stands: coverRows) != nil
        case .classTable: factors?.cover[land.code] != nil
        }
    }

    /// The parts of the service that this account has, with the quantity in one tonne of soil kept.
    var parts: [(id: String, perTonne: Double)] {
        var parts = [("soil", 1.0)]
        if silt == .share {
            parts.append(("silt", SoilParts.silt(soil: 1, share: siltShare, density: density)))
        }
        for id in ["nitrogen", "phosphorus", "potassium", "organic_matter"] {
            if let content = contents[id] {
                parts.append((id, SoilParts.nutrient(soil: 1, content: content)))
            }
        }
        return parts
    }

    /// Rows of the table of C for subtypes that the legend has not.
    func findings(_ legend: LandCoverLegend) -> [Diagnostic] {
        guard !legend.classes.isEmpty, coverFactor == .hj1173 else { return [] }
        let subtypes = Set(legend.classes.compactMap(\.subtype)).sorted()
        return coverRows.keys.sorted().filter { !subtypes.contains($0) }.map { key in
            let near = Suggestion.nearest(to: key, in: subtypes).map { "did you mean `\($0)`?" }
            return Diagnostic(
                code: "unknown_subtype", at: location, path: "\(path).cover_rows.\(key)",
                "the legend has no subtype '\(key)'",
                hint: near ?? "its subtypes are \(subtypes.joined(separator: ", "))")
        }
    }
}
