import EcoParameters
import EcoUnits

/// Something that quota is held for: a pollutant, a heavy metal, carbon, energy or water use.
public struct Commodity: Sendable, Equatable {
    public enum Kind: String, Sendable, ParameterChoice {
        case pollutant
        case heavyMetal = "heavy_metal"
        case carbon
        case energy
        case water

        public var meaning: LocalizedText {
            switch self {
            case .pollutant: LocalizedText(en: "pollutant to air or water", zh: "大气或水污染物")
            case .heavyMetal: LocalizedText(en: "heavy metal under total control", zh: "总量控制重金属")
            case .carbon: LocalizedText(en: "carbon dioxide", zh: "二氧化碳")
            case .energy: LocalizedText(en: "energy-use right", zh: "用能权")
            case .water: LocalizedText(en: "water-use right", zh: "用水权")
            }
        }
    }

    /// The id that sources name as their pollutant.
    public var id: String
    public var kind: Kind
    public var name: LocalizedText
    /// The unit of its quota as people read it, such as `t`, `tce` or `m3`.
    public var unit: String
    public var location: SourceLocation?

    public init(
        id: String, kind: Kind = .pollutant, name: LocalizedText? = nil, unit: String = "t",
        location: SourceLocation? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name ?? LocalizedText(id)
        self.unit = unit
        self.location = location
    }
}

/// What a measure or project does to another commodity of the same region and sector.
public struct CoEffect: Sendable, Equatable {
    public var region: String
    /// The main pollutant of the measure or project.
    public var pollutant: String
    public var sector: String
    /// Name of the measure or project.
    public var name: String
    /// The other pollutant.
    public var other: String
    /// Of a measure: t of the other removed for each t of the main one; below 0 where it adds, such as the
    /// electricity of a scrubber. Of a project: t of the other emitted for each t of the main one.
    public var ratio: Double
    public var location: SourceLocation?

    public init(
        region: String, pollutant: String, sector: String = "all", name: String, other: String, ratio: Double,
        location: SourceLocation? = nil
    ) {
        self.region = region
        self.pollutant = pollutant
        self.sector = sector
        self.name = name
        self.other = other
        self.ratio = ratio
        self.location = location
    }
}
