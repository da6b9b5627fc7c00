import EcoParameters
import EcoUnits

/// One term of the response surface of a receptor: a coefficient times powers of emissions.
public struct ResponseTerm: Sendable, Equatable {
    /// In what a term counts an emission.
    public enum Argument: String, ParameterChoice, Sendable, CaseIterable {
        case tonnes
        case ratio
        case change

        public var meaning: LocalizedText {
            switch self {
            case .tonnes: LocalizedText(en: "emission, t", zh: "排放量（吨）")
            case .ratio: LocalizedText(en: "emission as a part of the baseline", zh: "排放量与基准年之比")
            case .change:
                LocalizedText(en: "emission as a part of the baseline, less 1", zh: "排放量相对基准年的变化率")
            }
        }
    }

    /// An emission to a power.
    public struct Factor: Sendable, Equatable {
        /// A county, a city for its counties, or empty for all.
        public var region: String
        public var pollutant: String
        public var argument: Argument
        public var power: Int
        public var location: SourceLocation?

        public init(
            region: String = "", pollutant: String, argument: Argument = .tonnes, power: Int = 1,
            location: SourceLocation? = nil
        ) {
            self.region = region
            self.pollutant = pollutant
            self.argument = argument
            self.power = power
            self.location = location
        }

        var selection: Selection {
            Selection(regions: region.isEmpty ? [] : [region], pollutants: [pollutant])
        }
    }

    public var receptor: String
    /// Unique for the receptor and year.
    public var name: String
    /// ug/m3 for the product of the factors.
    public var coefficient: Double
    public var factors: [Factor]
    /// The year of weather that it holds for; empty for each.
    public var weather: String
    public var location: SourceLocation?

    public init(
        receptor: String, name: String, coefficient: Double, factors: [Factor], weather: String = "",
        location: SourceLocation? = nil
    ) {
        self.receptor = receptor
        self.name = name
        self.coefficient = coefficient
        self.factors = factors
        self.weather = weather
        self.location = location
    }
}
