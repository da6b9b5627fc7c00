import EcoAccounts
import EcoUnits

/// What the raster pass left of one region for one indicator.
public struct RegionInput: Sendable {
    public let region: RegionCode
    /// Share of the region's outline inside the analysis grid, 0 to 1.
    public let insideShare: Double
    /// Areas by land-cover class.
    public let extent: [ClassSum]
    /// The indicator's own sums by class; empty where it has no measurement.
    public let sums: [ClassSum]
    /// What each number of a sum is, by id of the measure.
    public let measures: [String]

    public init(
        region: RegionCode, insideShare: Double, extent: [ClassSum], sums: [ClassSum], measures: [String] = []
    ) {
        self.measures = measures
        self.region = region
        self.insideShare = insideShare
        self.extent = extent
        self.sums = sums
    }
}

/// The sums of one class of one region.
public struct ClassSum: Hashable, Sendable {
    /// nil where the land cover is missing.
    public let classCode: Int32?
    /// m2.
    public let area: Double
    /// Area in which every needed layer is valid, m2.
    public let validArea: Double
    /// Sum of density x area for each measure of the indicator.
    public let sums: [Double]

    public init(classCode: Int32?, area: Double, validArea: Double, sums: [Double]) {
        self.classCode = classCode
        self.area = area
        self.validArea = validArea
        self.sums = sums
    }
}

/// A physical quantity of one component, of one ecosystem type where that is known.
public struct PhysicalFlow: Hashable, Sendable {
    public let component: String
    public let ecosystem: EcosystemType?
    public let quantity: Double
    public let unit: Unit
}

/// A class that occurs, but for which no parameter is given.
public struct NotCountedClass: Hashable, Sendable {
    public let classCode: Int32
    public let ecosystem: EcosystemType
    public let name: LocalizedText
    /// m2.
    public let area: Double
    /// What the rule pack or the scenario lacks for it.
    public let reason: LocalizedText
}

/// The physical account of one region under one indicator.
public struct RegionFlows: Sendable {
    /// The service's own figure, by ecosystem type where known.
    public var headline: [PhysicalFlow] = []
    /// Its parts; they carry the prices unless the headline's component does.
    public var components: [PhysicalFlow] = []
    public var notCounted: [NotCountedClass] = []
    /// Area to which the indicator applies, m2, and the part of it that is valid.
    public var applicableArea = 0.0
    public var validArea = 0.0
    /// Why there can be no figure; empty where there is one.
    public var missing: [LocalizedText] = []
    public var notes: [LocalizedText] = []
    /// True where the service does not exist in the region: its figure is 0.
    public var isNotApplicable = false
    /// True where an assumed or unchecked figure of a table took part.
    public var isProvisional = false

    public init() {}
}

/// What an indicator does with a land-cover class.
public enum ClassRule: Sendable {
    case counted
    /// The service does not exist there, such as erosion on water.
    case excluded
    case notCounted(reason: LocalizedText)
}

extension RegionFlows {
    /// The account of a region class by class: sums what `quantities` makes of counted classes by ecosystem type.
    ///
    /// The first quantity is the headline; `components` names all of them with their units.
    init(
        _ classes: [ClassSum], legend: LandCoverLegend, components: [ComponentDeclaration],
        rule: (LandCoverClass) -> ClassRule, quantities: (ClassSum, LandCoverClass) -> [Double]
    ) {
        self.init()
        var totals: [(ecosystem: EcosystemType, quantities: [Double])] = []
        for sum in classes {
            guard let code = sum.classCode, let land = legend[code] else {
                applicableArea += sum.area
                continue
            }
            switch rule(land) {
            case .excluded: continue
            case .notCounted(let reason):
                notCounted.append(
                    NotCountedClass(
                        classCode: code, ecosystem: land.ecosystem, name: land.name, area: sum.area,
                        reason: reason))
            case .counted:
                applicableArea += sum.area
                validArea += sum.validArea
                let own = quantities(sum, land)
                guard let place = totals.firstIndex(where: { $0.ecosystem == land.ecosystem }) else {
                    totals.append((land.ecosystem, own))
                    continue
                }
                for index in own.indices { totals[place].quantities[index] += own[index] }
            }
        }
        for ecosystem in EcosystemType.allCases {
            guard let quantities = totals.first(where: { $0.ecosystem == ecosystem })?.quantities else {
                continue
            }
            for (component, quantity) in zip(components, quantities) {
                self.components.append(
                    PhysicalFlow(
                        component: component.id, ecosystem: ecosystem, quantity: quantity,
                        unit: component.unit))
            }
            if let first = components.first {
                headline.append(
                    PhysicalFlow(
                        component: first.id, ecosystem: ecosystem, quantity: quantities[0], unit: first.unit))
            }
        }
    }
}
