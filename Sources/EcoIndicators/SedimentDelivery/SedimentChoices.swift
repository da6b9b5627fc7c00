import EcoGrids
import EcoParameters
import EcoUnits

/// Whose sediment delivery: the program's as it computes, or its guide's as it is written.
///
/// They differ in the length of the path down to the stream.
public enum SedimentVariant: String, ParameterChoice {
    /// InVEST 3.20.2: each step down counts 1/(W s) without its length in metres.
    case invest320 = "invest_3_20"
    /// The user's guide: each step counts its length in metres over W s of the cell that it leaves.
    case guide

    public var meaning: LocalizedText {
        switch self {
        case .invest320:
            LocalizedText(
                en: "as InVEST 3.20.2 computes: paths to streams have no length", zh: "与 InVEST 3.20.2 计算一致")
        case .guide:
            LocalizedText(
                en: "as InVEST's guide says: paths to streams in metres", zh: "与 InVEST 用户指南一致（路径以米计）")
        }
    }
}

/// Where the flow of a cell goes.
public enum FlowDirections: String, ParameterChoice {
    /// To the steepest neighbour.
    case d8
    /// To all lower neighbours by their drop.
    case mfd

    public var meaning: LocalizedText {
        switch self {
        case .d8: LocalizedText(en: "all flow to the steepest neighbour", zh: "单流向 D8")
        case .mfd: LocalizedText(en: "flow shared among lower neighbours by slope", zh: "多流向 MFD")
        }
    }

    var method: FlowMethod { self == .d8 ? .steepest : .multiple }
}

/// How the slope length follows from the land above a cell.
public enum UpslopeForm: String, ParameterChoice {
    /// From 3.14 on: the square root of the area above, and |sin| + |cos| of the slope angle.
    case invest314 = "invest_3_14"
    /// Before: the area above, and the mean of |sin| + |cos| of the directions of flow (Desmet and Govers 1996).
    case invest38 = "invest_3_8"

    public var meaning: LocalizedText {
        switch self {
        case .invest314:
            LocalizedText(en: "slope length as InVEST from 3.14 on", zh: "InVEST 3.14 起的坡长")
        case .invest38:
            LocalizedText(
                en: "slope length as InVEST 3.8 to 3.13, after Desmet and Govers", zh: "InVEST 3.8 至 3.13 的坡长"
            )
        }
    }

    var source: String { self == .invest314 ? "InVEST 3.20.2" : "InVEST 3.8 to 3.13; Desmet and Govers 1996" }

    var formula: String {
        self == .invest314
            ? "((a + A)^(m+1) - a^(m+1)) / (c^(m+2) (|sin t| + |cos t|)^m 22.13^m), a = sqrt((n - 1) A)"
            : "((a + A)^(m+1) - a^(m+1)) / (c^(m+2) x^m 22.13^m), a = (n - 1) A, x of the directions of flow"
    }
}

/// Which surfaces the figures count; flow crosses all of them.
public enum SedimentSurfaces: String, ParameterChoice {
    /// All classes, water and built-up land too: as the program sums.
    case all
    /// Land only: bare water would seem to keep all that it could lose.
    case land

    public var meaning: LocalizedText {
        switch self {
        case .all: LocalizedText(en: "all classes, as InVEST sums", zh: "全部地类（与 InVEST 一致）")
        case .land: LocalizedText(en: "land without water and built-up classes", zh: "不含水体与建设用地")
        }
    }
}
