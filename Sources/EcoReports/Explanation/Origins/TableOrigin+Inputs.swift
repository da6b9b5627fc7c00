import EcoRuns
import EcoUnits

/// Tables of what the scenario states.
extension TableOrigin {
    static let inputs: [TableOrigin] = [
        TableOrigin(
            table: "regions", keys: ["region"],
            added: RowAddition(columns: ["area_km2", "population"]),
            made: LocalizedText(
                en: "A row of the table of regions of the scenario, as it stands there.",
                zh: "方案区域表中的一行，原样列出。"),
            blocks: ["regions"]),
        TableOrigin(
            table: "neighbours", keys: ["region", "neighbour"],
            title: LocalizedText(en: "Borders", zh: "相邻边界"),
            made: LocalizedText(
                en: "The border that two counties share, as the scenario states it.", zh: "方案给出的两县共同边界长度。"),
            blocks: ["regions"]),
        TableOrigin(
            table: "parameters", keys: ["path"],
            made: LocalizedText(
                en:
                    "A value of the scenario, of its rule pack or preset, or a default; origin tells which and where.",
                zh: "方案、规则包、预设或默认给出的取值，origin 列说明出自何处。")),
        TableOrigin(
            table: "input_rows", keys: ["path", "place"],
            title: LocalizedText(en: "Rows of the input", zh: "输入行"),
            made: LocalizedText(en: "A row of an input table, with file and line.", zh: "输入表中的一行，注明文件与行号。")),
        TableOrigin(
            table: "assumptions", keys: ["id"],
            made: LocalizedText(en: "A statement of the scenario; nothing is computed.", zh: "方案所作说明，不含计算。")),
        TableOrigin(
            table: "labels", keys: ["kind", "id"],
            made: LocalizedText(en: "A name; nothing is computed.", zh: "名称，不含计算。")),
        TableOrigin(
            table: "layers", keys: ["layer"],
            made: LocalizedText(
                en:
                    "A raster of the input: its grid as the file has it, and the share of cells that hold a value.",
                zh: "输入栅格：网格取自文件本身，并给出有效像元比例。")),
        TableOrigin(
            table: "schemes", keys: ["scheme"],
            made: LocalizedText(
                en: "A scheme in force, with its clause and its funds; nothing is computed.",
                zh: "所用补偿方案及其条款与资金池，不含计算。")),
        TableOrigin(
            table: "published", keys: ["period", "unit", "kind"],
            made: LocalizedText(
                en: "An amount as an authority published it, set beside the result; nothing is computed.",
                zh: "主管部门公布的金额，与结果并列，不含计算。"),
            blocks: ["compensation.published"]),
        TableOrigin(
            table: "quota_commodities", keys: ["pollutant"],
            made: LocalizedText(
                en: "What is traded and its unit, as the scenario states it.", zh: "方案给出的交易品种及其单位。")),
        TableOrigin(
            table: "simulation_figures", keys: ["figure"],
            made: LocalizedText(
                en:
                    "A figure of the years: its name, unit, and how it adds over counties; nothing is computed.",
                zh: "逐年指标的名称、单位与汇总方式，不含计算。")),
        TableOrigin(
            table: "simulation_processes", keys: ["process"],
            made: LocalizedText(
                en: "A process and its place in the order of a year: after all that write what it reads.",
                zh: "模拟环节及其在年内的次序：排在写出其输入的各环节之后。")),
    ]
}
