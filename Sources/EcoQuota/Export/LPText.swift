/// The LP format of CPLEX: one line for each row, wrapped.
struct LPText {
    let program: WrittenProgram
    let title: String

    func write(to write: (String) -> Void) {
        write("\\ \(title)\n\\ objective in yuan\nMinimize\n cost:")
        writeTerms(program.columns.map { ($0.cost, $0.name) }, write)
        let sloped = program.columns.filter { $0.curvature != 0 }
        if !sloped.isEmpty {
            write(" + [")
            writeTerms(sloped.map { ($0.curvature, "\($0.name) ^2") }, write)
            write(" ] / 2")
        }
        write("\nSubject To\n")
        for (row, entries) in zip(program.rows, program.entries) where !entries.isEmpty {
            write(" \(row.name):")
            writeTerms(entries.map { ($0.value, program.columns[$0.column].name) }, write)
            write(row.kind == .equal ? " = " : " <= ")
            write("\(row.right.fileText)\n")
        }
        write("Bounds\n")
        for column in program.columns {
            write(" \(column.lower.fileText) <= \(column.name) <= \(column.upper.fileText)\n")
        }
        let whole = program.columns.filter(\.isWhole)
        if !whole.isEmpty { write("Binaries\n") }
        for column in whole { write(" \(column.name)\n") }
        write("End\n")
    }

    private func writeTerms(_ terms: [(Double, String)], _ write: (String) -> Void) {
        for (index, term) in terms.enumerated() {
            if index > 0, index % 6 == 0 { write("\n  ") }
            write(" \(term.0 < 0 ? "-" : "+") \(term.0.magnitude.fileText) \(term.1)")
        }
    }
}
