import EcoAccounts
import EcoUnits

/// What the limit of one receptor charges one region in a year, as the quota market of the run prices it.
public struct PlaceCharge: Hashable, Sendable, Codable {
    public let region: RegionCode
    public let year: Int
    /// Id of the receptor.
    public let receptor: String
    /// The region in which the receptor stands, where known.
    public let receptorRegion: RegionCode?
    /// Price of the limit x what the region's emission adds there, yuan.
    public let charge: Rational
    /// Price of the limit x what the region's quota would add there, yuan: its claim on the air of the place.
    public let endowment: Rational

    public init(
        region: RegionCode, year: Int, receptor: String, receptorRegion: RegionCode?, charge: Rational,
        endowment: Rational
    ) {
        self.region = region
        self.year = year
        self.receptor = receptor
        self.receptorRegion = receptorRegion
        self.charge = charge
        self.endowment = endowment
    }
}
