import EcoAccounts
import EcoParameters
import EcoUnits

/// A service of ecosystems in the account: what it takes, its physical quantity, and its price where it has one.
///
/// One folder holds one indicator; ``IndicatorCatalogue`` lists them.
public protocol Indicator: Sendable {
    associatedtype Parameters: ParameterGroup

    static var declaration: IndicatorDeclaration { get }
    /// Ids of other indicators whose blocks it reads.
    static var reads: Set<String> { get }
    /// Checks parameters and tables against the account; findings stop the account.
    init(_ parameters: Parameters, context: IndicatorContext, diagnostics: inout [Diagnostic])
    /// What is summed over cells; nil where tables or areas suffice.
    var measurement: Measurement? { get }
    /// True where this account comes by ecosystem type; a method that works from tables alone may differ from
    /// the declaration.
    var isByEcosystem: Bool { get }
    /// The published figures that take part, for the parameter register.
    var constants: [RegisterEntry] { get }
    /// The physical account of one region.
    func flows(of region: RegionInput) -> RegionFlows
    /// How components of a class follow from its sums, by component: an expression of the ids of measures, `area_m2`,
    /// `valid_area_m2` and numbers. Empty where nothing comes from the sums of the class.
    func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String]
    /// Yuan per unit of a component at the account's price level; nil where the component has no price.
    func unitPrice(of component: String, in region: RegionCode) -> Double?
}

extension Indicator {
    public static var reads: Set<String> { [] }
    public var isByEcosystem: Bool { Self.declaration.isByEcosystem }
    public func expressions(of land: LandCoverClass, in region: RegionInput) -> [String: String] { [:] }
}

/// What an indicator is: its names, its account, its figures, its parameters.
public struct IndicatorDeclaration: Sendable {
    /// Lower_snake, equal to the folder in snake case.
    public let id: String
    public let account: AccountEntry.Account
    public let title: LocalizedText
    public let meaning: LocalizedText
    /// Unit of the headline quantity.
    public let unit: Unit
    /// What the service consists of.
    public let components: [ComponentDeclaration]
    /// True where quantities come by ecosystem type.
    public let isByEcosystem: Bool
    /// The block `accounts.indicators.<id>`.
    public let parameters: GroupDeclaration
    /// The layers that it may read, land cover among them.
    public let layers: [LayerUse]
    /// What it may write cell by cell.
    public let figures: [Measure]

    public init(
        id: String, account: AccountEntry.Account, title: LocalizedText, meaning: LocalizedText, unit: Unit,
        components: [ComponentDeclaration], isByEcosystem: Bool, parameters: GroupDeclaration,
        layers: [LayerUse] = [], figures: [Measure] = []
    ) {
        self.layers = layers
        self.figures = figures
        self.id = id
        self.account = account
        self.title = title
        self.meaning = meaning
        self.unit = unit
        self.components = components
        self.isByEcosystem = isByEcosystem
        self.parameters = parameters
    }
}

/// One measured part of a service, such as the silt that soil retention keeps from a reservoir.
public struct ComponentDeclaration: Hashable, Sendable {
    public let id: String
    public let title: LocalizedText
    public let unit: Unit

    public init(_ id: String, _ title: LocalizedText, unit: Unit) {
        self.id = id
        self.title = title
        self.unit = unit
    }
}

/// What indicators are built in: the account's legend, rule pack, price level and regions.
public struct IndicatorContext: Sendable {
    public let pack: AppliedPack
    public let regions: RegionTable
    public let prices: PriceLevel
    public let layers: LayersParameters
    /// The classes of the land-cover layer; empty where the scenario has none.
    public let legend: LandCoverLegend
    /// The blocks of all indicators of the account, by id: oxygen follows from the carbon of another block.
    public let blocks: [String: BoundGroup]

    public init(
        pack: AppliedPack, regions: RegionTable, prices: PriceLevel, layers: LayersParameters,
        legend: LandCoverLegend, blocks: [String: BoundGroup] = [:]
    ) {
        self.pack = pack
        self.regions = regions
        self.prices = prices
        self.layers = layers
        self.legend = legend
        self.blocks = blocks
    }
}
