import EcoParameters

/// Free MPS, the format of IBM's MPSX with names between blanks, as HiGHS, CPLEX, Gurobi, CLP and GLPK read it.
struct MPSText {
    let program: WrittenProgram
    let title: String

    func write(to write: (String) -> Void) {
        write("* \(title)\n* minimise the objective, yuan\nNAME quota\nROWS\n N  cost\n")
        for row in program.rows { write(row.kind == .equal ? " E  \(row.name)\n" : " L  \(row.name)\n") }
        writeColumns(write)
        write("RHS\n")
        for row in program.rows where row.right != 0 { write(" RHS \(row.name) \(row.right.fileText)\n") }
        writeBounds(write)
        let sloped = program.columns.filter { $0.curvature != 0 }
        if !sloped.isEmpty { write("QUADOBJ\n") }
        for column in sloped { write(" \(column.name) \(column.name) \(column.curvature.fileText)\n") }
        write("ENDATA\n")
    }

    private func writeColumns(_ write: (String) -> Void) {
        write("COLUMNS\n")
        var byColumn = [[(row: Int, value: Double)]](repeating: [], count: program.columns.count)
        for (row, entries) in program.entries.enumerated() {
            for entry in entries { byColumn[entry.column].append((row, entry.value)) }
        }
        var isWhole = false
        for (column, entries) in zip(program.columns, byColumn) {
            if column.isWhole != isWhole {
                isWhole = column.isWhole
                write(" MARKER 'MARKER' \(isWhole ? "'INTORG'" : "'INTEND'")\n")
            }
            write(" \(column.name) cost \(column.cost.fileText)\n")
            for entry in entries {
                write(" \(column.name) \(program.rows[entry.row].name) \(entry.value.fileText)\n")
            }
        }
        if isWhole { write(" MARKER 'MARKER' 'INTEND'\n") }
    }

    private func writeBounds(_ write: (String) -> Void) {
        write("BOUNDS\n")
        for column in program.columns {
            if column.lower == column.upper {
                write(" FX BND \(column.name) \(column.upper.fileText)\n")
            } else {
                write(" UP BND \(column.name) \(column.upper.fileText)\n")
            }
        }
    }
}

extension Double {
    /// The shortest decimal that reads back as the same number.
    var fileText: String { NumberText.shortest(self) }
}
