import EcoParameters
import EcoUnits

/// How a figure of a table or layer came about.
public enum FigureStatus: String, ParameterChoice {
    case official
    case published
    case measured
    case derived
    case assumed
    case provisional

    public var meaning: LocalizedText {
        switch self {
        case .official: LocalizedText(en: "read in the standard or decision itself", zh: "官方文件")
        case .published: LocalizedText(en: "read in a publication", zh: "公开发表")
        case .measured: LocalizedText(en: "measured or observed", zh: "实测")
        case .derived: LocalizedText(en: "computed from real figures by a stated formula", zh: "推算")
        case .assumed: LocalizedText(en: "assumed for want of a figure", zh: "假定")
        case .provisional: LocalizedText(en: "known second-hand, not checked in print", zh: "暂定，未经核对")
        }
    }

    /// Rows that rest on it are shown as provisional.
    public var isProvisional: Bool { self == .assumed || self == .provisional }

    /// The column `status` of the input tables.
    static let column = Column<String>.choice(
        "status", allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
        LocalizedText(en: "how the figure came about", zh: "数据性质"))
}
