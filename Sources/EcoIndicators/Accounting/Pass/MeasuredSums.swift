import EcoAccounts
import EcoGrids

/// What a pass found of the land itself: areas by region and class.
struct MeasuredExtent: Hashable, Sendable {
    let table: SufficientTable
    /// Share of each region's outline inside the grid.
    let insideShare: [RegionCode: Double]
    /// Area in more than one outline, m2.
    let overlapArea: Double
    let census: [LayerRole: LayerCensus]
}

/// What a pass found for one measurement, with what it saw of the layers.
struct MeasuredSums: Hashable, Sendable {
    let table: SufficientTable
    let census: [LayerRole: LayerCensus]
}

// MARK: Bytes

extension MeasuredExtent {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(table)
        writer.add(insideShare.sorted { $0.key < $1.key }) { writer, entry in
            writer.add(entry.key.description)
            writer.add(entry.value)
        }
        writer.add(overlapArea)
        writer.add(census)
        return writer.bytes
    }

    /// Nil where the bytes are not those of an extent.
    init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damaged) {
            table = try reader.table()
            let shares = try reader.list { reader throws(ByteReader.Damaged) in
                (try reader.region(), try reader.number())
            }
            insideShare = Dictionary(shares, uniquingKeysWith: { first, _ in first })
            overlapArea = try reader.number()
            census = try reader.census()
            try reader.end()
        } catch {
            return nil
        }
    }
}

extension MeasuredSums {
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.add(table)
        writer.add(census)
        return writer.bytes
    }

    /// Nil where the bytes are not those of sums of these measures.
    init?(_ bytes: [UInt8], measures: [String]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Damaged) {
            table = try reader.table()
            census = try reader.census()
            try reader.end()
        } catch {
            return nil
        }
        guard table.measures == measures else { return nil }
    }
}

extension ByteWriter {
    fileprivate mutating func add(_ table: SufficientTable) {
        add(table.measures) { $0.add($1) }
        add(table.rows) { writer, row in
            writer.add(row.region.description)
            writer.add(row.sum.classCode.map { Int($0) } ?? Int.min)
            writer.add(row.sum.area)
            writer.add(row.sum.validArea)
            writer.add(row.sum.sums) { $0.add($1) }
        }
    }
}

extension ByteReader {
    fileprivate mutating func region() throws(Damaged) -> RegionCode {
        guard let region = RegionCode(try text()) else { throw Damaged() }
        return region
    }

    fileprivate mutating func table() throws(Damaged) -> SufficientTable {
        let measures = try list { reader throws(Damaged) in try reader.text() }
        let rows = try list { reader throws(Damaged) in
            let region = try reader.region()
            let code = try reader.integer()
            guard code == Int.min || Int32(exactly: code) != nil else { throw Damaged() }
            return SufficientTable.Row(
                region: region,
                sum: ClassSum(
                    classCode: Int32(exactly: code), area: try reader.number(),
                    validArea: try reader.number(),
                    sums: try reader.list { reader throws(Damaged) in try reader.number() }))
        }
        guard rows.allSatisfy({ $0.sum.sums.count == measures.count }) else { throw Damaged() }
        return SufficientTable(measures: measures, rows: rows)
    }
}
