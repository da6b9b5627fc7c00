import EcoAccounts
import EcoUnits

/// What stands below the physical accounts: the sums of the pass by county and class, and how components follow from
/// them.
public struct SumTrail: Sendable {
    /// A sum over the cells of a class: density x m2, or an area.
    public struct Sum: Sendable {
        public let region: RegionCode
        /// Id of the indicator; `extent` for the areas of classes.
        public let indicator: String
        /// Nil where the land cover is missing.
        public let classCode: Int32?
        public let measure: String
        public let unit: String
        public let value: Double
    }

    /// How a component of a class follows from the sums of the class, in the ids of measures.
    public struct Expression: Hashable, Sendable {
        /// Nil where it is the same in all counties.
        public let region: RegionCode?
        public let indicator: String
        public let component: String
        /// Whether the indicator's own quantity is this component, or a sum in which it stands.
        public let isHeadline: Bool
        public let classCode: Int32
        public let name: LocalizedText
        public let ecosystem: EcosystemType
        public let text: String
        /// The layers that the sums are over.
        public let layers: [LayerRole]
    }

    private let assembly: AccountAssembly

    init(_ assembly: AccountAssembly) { self.assembly = assembly }

    public static let extentID = "extent"
    static let area = "area_m2"
    static let validArea = "valid_area_m2"

    /// By region, then by indicator and class.
    public var sums: [Sum] {
        let tables = assembly.tables
        let measured = assembly.set.measurements
        return assembly.set.context.regions.regions.flatMap { region -> [Sum] in
            tables.extent.sums(of: region.code).map { sum in
                Sum(
                    region: region.code, indicator: Self.extentID, classCode: sum.classCode,
                    measure: Self.area, unit: "m2", value: sum.area)
            } + measured.flatMap { sums($0, region.code) }
        }
    }

    private func sums(_ measured: (id: String, measurement: Measurement), _ region: RegionCode) -> [Sum] {
        guard let table = assembly.tables.indicators[measured.id] else { return [] }
        let known = measured.measurement.measures + (measured.measurement.cellFigures?.measures ?? [])
        let units = table.measures.map { id -> String in
            guard let unit = known.first(where: { $0.id == id })?.unit, unit != .one else { return "m2" }
            return "\(unit.symbol) m2"
        }
        return table.sums(of: region).flatMap { own in
            zip(zip([Self.validArea] + table.measures, ["m2"] + units), [own.validArea] + own.sums).map {
                Sum(
                    region: region, indicator: measured.id, classCode: own.classCode, measure: $0.0,
                    unit: $0.1, value: $1)
            }
        }
    }

    // MARK: Expressions

    /// Of every indicator whose components follow from sums of classes; once where all counties share it.
    public var expressions: [Expression] {
        let regions = assembly.set.context.regions.regions.map(\.code)
        return assembly.set.members.filter(\.indicator.isByEcosystem).flatMap { member -> [Expression] in
            let byRegion = regions.map { expressions(member, $0) }
            let common = Set(byRegion.flatMap { $0.map(\.common) })
            let isShared = Dictionary(grouping: common) { "\($0.component) \($0.classCode)" }
                .allSatisfy { $0.value.count == 1 }
            guard isShared else { return byRegion.flatMap { $0 } }
            return common.sorted { ($0.classCode, $0.component) < ($1.classCode, $1.component) }
        }
    }

    private func expressions(_ member: IndicatorSet.Member, _ region: RegionCode) -> [Expression] {
        let input = assembly.input(region, indicator: member.id)
        let headline = Set(member.indicator.flows(of: input).headline.map(\.component))
        let components = member.declaration.components.map(\.id)
        let isTotal = headline.isDisjoint(with: components)
        let layers =
            [.landCover] + (member.indicator.measurement.map { $0.layers + ($0.terrain?.layers ?? []) } ?? [])
        return input.extent.compactMap { $0.classCode.flatMap { assembly.set.context.legend[$0] } }.flatMap {
            land in
            let texts = member.indicator.expressions(of: land, in: input)
            return components.compactMap { component in
                texts[component].map {
                    Expression(
                        region: region, indicator: member.id, component: component,
                        isHeadline: isTotal || headline.contains(component), classCode: land.code,
                        name: land.name, ecosystem: land.ecosystem, text: $0, layers: layers)
                }
            }
        }
    }
}

extension SumTrail.Expression {
    /// The same without its county.
    fileprivate var common: SumTrail.Expression {
        SumTrail.Expression(
            region: nil, indicator: indicator, component: component, isHeadline: isHeadline,
            classCode: classCode, name: name, ecosystem: ecosystem, text: text, layers: layers)
    }
}
