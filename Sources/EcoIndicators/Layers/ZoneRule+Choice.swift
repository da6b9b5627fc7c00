import EcoGrids
import EcoParameters
import EcoUnits

/// How cells count where a county's border cuts them: `accounts.zone_rule`.
extension ZoneRule: ParameterChoice {
    public var meaning: LocalizedText {
        switch self {
        case .exactFraction:
            LocalizedText(en: "each cell by the share of its area in the county", zh: "像元按其在县内的面积比例计入")
        case .centre:
            LocalizedText(
                en: "whole cells whose centre lies in the county, as most zonal tools count",
                zh: "像元中心在县内即整格计入（多数分区统计工具的做法）")
        }
    }
}
