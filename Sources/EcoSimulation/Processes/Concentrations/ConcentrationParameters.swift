import EcoAccounts
import EcoAir
import EcoParameters
import EcoUnits

/// The block `simulation.concentrations`. Method: docs/methods/simulation.md, 3.4.
public struct ConcentrationParameters: ParameterGroup {
    enum Links {
        static let item = Column<String>.choice(
            "item", Pollutant.basic.map { ChoiceOption($0.id, LocalizedText($0.id)) },
            LocalizedText(en: "item of the air evaluation", zh: "空气评价项目"))
        static let pollutant = SimulationColumn.pollutant
        static let kind = Column<String>.choice(
            "kind", Kind.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "how a change of emission acts", zh: "响应方式"))
        static let share = Column<Double>.quantity(
            "coefficient", unit: .one, range: .nonNegative,
            LocalizedText(
                en: "proportional: part of the concentration that follows; matrix: factor on the matrix",
                zh: "proportional：随排放变化的浓度占比；matrix：矩阵系数倍数"))
        static let declaration = TableDeclaration(
            id: "simulation_air_links",
            meaning: LocalizedText(
                en: "which emission acts on which item of the air", zh: "排放与空气项目的对应关系"),
            columns: [
                item.declaration, pollutant.declaration, kind.declaration, share.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["item", "pollutant"])
    }

    enum Kind: String, CaseIterable, Sendable {
        case matrix, proportional

        var meaning: LocalizedText {
            switch self {
            case .matrix:
                LocalizedText(en: "by the source-receptor matrix, ug/m3 for each tonne", zh: "按源—受体矩阵")
            case .proportional:
                LocalizedText(en: "in proportion to the emission of the airshed", zh: "按气域排放量比例")
            }
        }
    }

    enum Receptors {
        static let region = RegionTable.Columns.region
        static let receptor = Column<String>.text(
            "receptor", LocalizedText(en: "receptor of the market's matrix", zh: "受体点"))
        static let declaration = TableDeclaration(
            id: "simulation_receptors",
            meaning: LocalizedText(
                en: "receptors that stand for each county; several count alike", zh: "代表各县的受体点，多个取平均"),
            columns: [region.declaration, receptor.declaration, SimulationColumn.note.declaration],
            uniqueBy: ["region", "receptor"])
    }

    private static let linksParameter = Parameter<Table>.table(
        "links", Links.declaration, LocalizedText(en: "emission and items", zh: "排放与项目对应表")
    ).optional
    private static let receptorsParameter = Parameter<Table>.table(
        "receptors", Receptors.declaration,
        LocalizedText(
            en: "receptors of each county; absent: those that stand in it, else the nearest",
            zh: "各县受体点，缺省为县内点，否则取最近点")
    ).optional
    private static let floorParameter = Parameter<Double>.number(
        "lowest_change", range: .positive, default: "0.2",
        LocalizedText(
            en: "a concentration does not fall below this part of the observed one", zh: "浓度不低于观测值的该比例"),
        source: "guards a linear matrix far from its base", status: .provisional)

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_concentrations",
            title: LocalizedText(en: "Emission to concentration", zh: "排放到浓度"),
            meaning: LocalizedText(
                en: "modelled change of each item; observed days are scaled by it (delta method)",
                zh: "各项目的模拟变化率，用于缩放观测日值（增量法）"),
            parameters: [
                linksParameter.declaration, receptorsParameter.declaration, floorParameter.declaration,
            ])
    }

    let links: Table?
    let receptors: Table?
    let floor: Double

    public init(_ bound: BoundGroup) {
        links = bound[Self.linksParameter]
        receptors = bound[Self.receptorsParameter]
        floor = bound[Self.floorParameter]
    }
}
