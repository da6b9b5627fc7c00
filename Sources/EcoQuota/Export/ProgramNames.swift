/// What the columns and rows of a programme are called in files for other solvers: words a person can read,
/// without spaces and signs, each once.
public struct ProgramNames: Sendable, Equatable {
    public internal(set) var columns: [String]
    public internal(set) var rows: [String]
    public internal(set) var ambient: [String]

    /// Names from descriptions such as `emission.140101.so2.power`: other signs than letters, digits, dots and
    /// underscores become underscores, and equal names get a number.
    public init(columns: [String], rows: [String], ambient: [String]) {
        var used: Set<String> = []
        self.columns = columns.map { Self.unique($0, &used) }
        self.rows = rows.map { Self.unique($0, &used) }
        self.ambient = ambient.map { Self.unique($0, &used) }
    }

    /// Family and position, where nothing else is known.
    public init(_ program: MarketProgram) {
        self.init(
            columns: Self.numbered(program.columnFamilies, count: program.columnCount, else: "column"),
            rows: Self.numbered(program.rowFamilies, count: program.rowCount, else: "row"),
            ambient: program.ambient.allowance.indices.map { "ambient.\($0 + 1)" })
    }

    private static func numbered(
        _ families: [MarketProgram.Family], count: Int, else other: String
    ) -> [String] {
        var names = (0..<count).map { "\(other).\($0 + 1)" }
        for family in families {
            for (position, index) in family.range.enumerated() {
                names[index] = "\(family.id).\(position + 1)"
            }
        }
        return names
    }

    private static func unique(_ description: String, _ used: inout Set<String>) -> String {
        let letters = description.unicodeScalars.map { scalar -> Character in
            let isPlain = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            return isPlain || scalar == "." ? Character(scalar) : "_"
        }
        // A name that starts with a digit, a dot, or `e` and a digit would be read as a number.
        let base = letters.first.map { $0.isLetter } ?? false ? String(letters) : "_" + String(letters)
        var name = String(base.prefix(200))
        var number = 2
        while !used.insert(name).inserted {
            name = "\(base.prefix(200)).\(number)"
            number += 1
        }
        return name
    }
}
