/// What filling has found of a tile by itself: basins at its border and the passes between them.
struct SolvedTile: Sendable {
    var basins = 0
    var passes: [SpillPass] = []
}

/// What filling keeps beside its layers when a run is cut off.
enum FillingState {
    static func write(_ tiles: [SolvedTile], _ writer: inout ByteWriter) {
        writer.add(tiles) { writer, tile in
            writer.add(tile.basins)
            writer.add(tile.passes) { writer, pass in
                writer.add(pass.height)
                writer.add(Int(pass.first))
                writer.add(Int(pass.second))
            }
        }
    }

    static func readTiles(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [SolvedTile] {
        try reader.list { (reader) throws(ByteReader.Damaged) in
            SolvedTile(
                basins: try reader.integer(),
                passes: try reader.list { (reader) throws(ByteReader.Damaged) in
                    SpillPass(
                        height: try reader.number(), first: Int32(truncatingIfNeeded: try reader.integer()),
                        second: Int32(truncatingIfNeeded: try reader.integer()))
                })
        }
    }

    /// Levels of the basins at a tile's border, by tile.
    static func write(_ levels: [[Double]], _ writer: inout ByteWriter) {
        writer.add(levels) { writer, tile in writer.add(tile) { writer, level in writer.add(level) } }
    }

    static func readLevels(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> [[Double]] {
        try reader.list { (reader) throws(ByteReader.Damaged) in
            try reader.list { (reader) throws(ByteReader.Damaged) in try reader.number() }
        }
    }
}
