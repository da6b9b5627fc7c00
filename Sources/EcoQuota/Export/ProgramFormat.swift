import EcoParameters
import EcoUnits

/// A file format in which other solvers read a programme.
public enum ProgramFormat: String, ParameterChoice {
    /// Free MPS, with `QUADOBJ` where costs slope.
    case mps
    /// The LP format of CPLEX.
    case lp

    public var meaning: LocalizedText {
        switch self {
        case .mps: LocalizedText(en: "free MPS file of the programme", zh: "自由格式 MPS 模型文件")
        case .lp: LocalizedText(en: "LP file of the programme", zh: "LP 模型文件")
        }
    }

    /// Such as `quota.mps`.
    public var fileName: String { "quota.\(rawValue)" }

    /// The programme in full precision, ambient rows written out; `write` receives it piece by piece.
    ///
    /// The objective is in yuan and to be minimised. A whole project has a column of its own that is 0 or 1,
    /// and a row that ties it to its tonnes.
    public func write(
        _ program: MarketProgram, names: ProgramNames, title: String, to write: (String) -> Void
    ) {
        let written = WrittenProgram(program, names)
        switch self {
        case .mps: MPSText(program: written, title: title).write(to: write)
        case .lp: LPText(program: written, title: title).write(to: write)
        }
    }

    /// The whole file at once.
    public func text(_ program: MarketProgram, names: ProgramNames, title: String = "quota") -> String {
        var text = ""
        write(program, names: names, title: title) { text += $0 }
        return text
    }
}

/// A programme as it stands in a file: all rows sparse, whole projects with a switch of their own, the constant
/// as a fixed column.
struct WrittenProgram {
    struct Column {
        let name: String
        let cost: Double
        let curvature: Double
        let lower: Double
        let upper: Double
        let isWhole: Bool
    }

    struct Row {
        let name: String
        let kind: MarketProgram.RowKind
        let right: Double
    }

    private(set) var columns: [Column] = []
    private(set) var rows: [Row] = []
    /// Entries row by row: column and value.
    private(set) var entries: [[(column: Int, value: Double)]] = []

    init(_ program: MarketProgram, _ names: ProgramNames) {
        columns = program.cost.indices.map {
            Column(
                name: names.columns[$0], cost: program.cost[$0], curvature: program.curvature[$0], lower: 0,
                upper: program.upper[$0], isWhole: false)
        }
        addSparse(program, names)
        addAmbient(program.ambient, names)
        for column in program.wholeColumns { addSwitch(column, program.upper[column]) }
        guard program.constant != 0 else { return }
        columns.append(
            Column(name: "constant", cost: program.constant, curvature: 0, lower: 1, upper: 1, isWhole: false)
        )
    }

    private mutating func addSparse(_ program: MarketProgram, _ names: ProgramNames) {
        let byRow = RowEntries(program.matrix, rowCount: program.rowCount)
        for row in 0..<program.rowCount {
            rows.append(Row(name: names.rows[row], kind: program.rowKinds[row], right: program.right[row]))
            entries.append(
                (byRow.start[row]..<byRow.start[row + 1]).map { (byRow.column[$0], byRow.value[$0]) })
        }
    }

    private mutating func addAmbient(_ ambient: AmbientRows, _ names: ProgramNames) {
        for (row, allowance) in ambient.allowance.enumerated() {
            let weights = ambient.matrix.denseRows([row])
            rows.append(Row(name: names.ambient[row], kind: .atMost, right: allowance))
            entries.append(
                zip(ambient.emission, ambient.group).compactMap { column, group in
                    weights[0, group] == 0 ? nil : (column, weights[0, group])
                })
        }
    }

    private mutating func addSwitch(_ column: Int, _ size: Double) {
        let name = columns[column].name
        columns.append(
            Column(name: "whole.\(name)", cost: 0, curvature: 0, lower: 0, upper: 1, isWhole: true))
        rows.append(Row(name: "all_or_nothing.\(name)", kind: .equal, right: 0))
        entries.append([(column, 1), (columns.count - 1, -size)])
    }
}
