import EcoGrids
import EcoParameters
import EcoUnits

/// What was seen of a layer: how many cells are valid, and which are no data of its kind.
struct LayerCensus: Hashable, Sendable {
    /// A number out of the range of its role, and where it stands.
    struct Example: Hashable, Sendable {
        let row: Int
        let column: Int
        let band: Int
        let value: Double

        func isBefore(_ other: Example) -> Bool {
            (row, column, band) < (other.row, other.column, other.band)
        }
    }

    /// Cells and valid cells, over all bands.
    var cells = 0
    var valid = 0
    var implausible = 0
    /// The first in reading order.
    var example: Example?
    /// The greatest valid number, of layers of shares; below any share where none was seen.
    var greatest = -1.0
    /// Of the layer `sand`: what sand, silt and clay of cells add up to.
    var textures = TextureCensus()
    /// Of the layer `slope`.
    var slopes = SlopeCensus()

    var validShare: Double { cells > 0 ? Double(valid) / Double(cells) : 0 }

    mutating func merge(_ other: LayerCensus) {
        cells += other.cells
        valid += other.valid
        implausible += other.implausible
        greatest = max(greatest, other.greatest)
        textures.merge(other.textures)
        slopes.merge(other.slopes)
        offer(other.example)
    }

    /// What was wrong, without the cells that were counted.
    var withoutCells: LayerCensus {
        var census = self
        (census.cells, census.valid) = (0, 0)
        return census
    }

    /// Without what only most of all cells can tell.
    var withoutTextures: LayerCensus {
        var census = self
        census.textures = TextureCensus()
        return census
    }

    mutating func offer(_ candidate: Example?) {
        guard let candidate else { return }
        guard let example, !candidate.isBefore(example) else { return example = candidate }
    }

    /// Converts the cells of `window` by factor and offset and counts those of `own`, the part without halo.
    mutating func convert(
        _ raster: inout Raster<Double>, own: Window, band: Int, factor: Double, offset: Double,
        range: ClosedRange<Double>
    ) {
        let width = raster.window.width
        let isWhole = own == raster.window
        let first = raster.index(column: own.column, row: own.row)
        var odd = 0
        raster.withMutableCells { cells in
            if factor != 1 || offset != 0 { Self.convert(cells, factor, offset) }
            let rows = isWhole ? 1 : own.height
            let length = isWhole ? own.cellCount : own.width
            for row in 0..<rows {
                let start = first + row * width
                let counts = Self.count(.init(rebasing: cells[start..<start + length]), range)
                valid += counts.valid
                odd += counts.implausible
                if range == 0...1 { greatest = max(greatest, counts.greatest) }
            }
        }
        self.cells += own.cellCount
        implausible += odd
        if odd > 0 { offer(Self.first(in: raster, own, band, range)) }
    }

    private static func convert(
        _ cells: UnsafeMutableBufferPointer<Double>, _ factor: Double, _ offset: Double
    ) {
        for index in cells.indices { cells[index] = cells[index] * factor + offset }
    }

    /// Numbers, those of them out of range, and the greatest (-1 where none is above), eight at a time.
    ///
    /// Cells out of range are counted only where the least or the greatest is one of them.
    private static func count(
        _ cells: UnsafeMutableBufferPointer<Double>, _ range: ClosedRange<Double>
    ) -> (valid: Int, implausible: Int, greatest: Double) {
        let one = SIMD8<Int64>(repeating: 1)
        var valid = SIMD8<Int64>.zero
        var (least, most) = (
            SIMD8<Double>(repeating: .infinity), SIMD8<Double>(repeating: -.infinity)
        )
        let whole = cells.count & ~7
        if let base = UnsafeRawPointer(cells.baseAddress) {
            for index in stride(from: 0, to: whole, by: 8) {
                let eight = base.loadUnaligned(fromByteOffset: 8 &* index, as: SIMD8<Double>.self)
                valid &+= SIMD8<Int64>.zero.replacing(with: one, where: eight .== eight)
                least.replace(with: eight, where: eight .< least)
                most.replace(with: eight, where: eight .> most)
            }
        }
        var (count, low, high) = (Int(valid.wrappedSum()), least.min(), most.max())
        for value in cells[whole...] where value == value {
            count += 1
            low = Swift.min(low, value)
            high = Swift.max(high, value)
        }
        let isOdd = low < range.lowerBound || high > range.upperBound
        let odd = isOdd ? cells.count { $0 < range.lowerBound || $0 > range.upperBound } : 0
        return (count, odd, Swift.max(high, -1))
    }

    private static func first(
        in raster: Raster<Double>, _ own: Window, _ band: Int, _ range: ClosedRange<Double>
    ) -> Example? {
        for row in own.rows {
            for column in own.columns {
                let value = raster[column, row]
                if value.isNaN || range.contains(value) { continue }
                return Example(row: row, column: column, band: band, value: value)
            }
        }
        return nil
    }

    mutating func count(_ classes: Raster<Int32>) {
        cells += classes.cells.count
        classes.cells.withUnsafeBufferPointer { codes in
            var missing = 0
            for code in codes { missing &+= code == .missing ? 1 : 0 }
            valid += codes.count - missing
        }
    }
}

extension LayerCensus {
    /// What stops the account.
    func findings(_ layer: LayerParameters, bandCount: Int) -> [Diagnostic] {
        [outOfRange(layer, bandCount: bandCount), textures.finding(layer)].compactMap { $0 }
    }

    /// What is possible, but hardly meant.
    func doubts(_ layer: LayerParameters) -> [Diagnostic] {
        [shareBelowPercent(layer), textures.doubt(layer), slopes.doubt(layer)].compactMap { $0 }
    }

    /// A layer in percent whose greatest cell is below one percent: it holds fractions.
    private func shareBelowPercent(_ layer: LayerParameters) -> Diagnostic? {
        guard layer.role.plausibleRange == 0...1, layer.role != .snowCover, layer.unit != .one,
            greatest > 0, greatest <= 0.01
        else { return nil }
        let most = NumberText.shortest(greatest * 100)
        return Diagnostic(
            .warning, code: "share_below_percent", at: layer.location, path: "\(layer.path).unit",
            LocalizedText(
                en: "no cell of \(layer.file.name) is above 1 %: the greatest is \(most) \(layer.unit)",
                zh: "\(layer.file.name) 无像元超过 1%：最大为 \(most) \(layer.unit)"),
            hint: LocalizedText(
                en: "if the file holds fractions, state `unit: \"1\"`", zh: "若文件为小数，请写 `unit: \"1\"`"))
    }

    /// What to say of numbers that are no data of their kind; nil where there are none.
    private func outOfRange(_ layer: LayerParameters, bandCount: Int) -> Diagnostic? {
        let range = layer.plausibleRange
        guard implausible > 0, let example else { return nil }
        let looksLikePercent = range == 0...1 && layer.unit == .one && (1...100).contains(example.value)
        let (low, high) = (NumberText.shortest(range.lowerBound), NumberText.shortest(range.upperBound))
        let band = bandCount > 1 ? ", band \(example.band)" : ""
        return Diagnostic(
            code: "raster_value_implausible", at: layer.location, path: layer.path,
            "\(layer.file.name) holds \(implausible) cells outside \(low) to \(high) \(layer.countedUnit): "
                + "\(NumberText.shortest(example.value)) at column \(example.column), row \(example.row)\(band)",
            hint: looksLikePercent
                ? "if the file holds percent, state `unit: \"%\"`; `nodata` if they mark missing cells"
                : "state `nodata` if they mark missing cells, or the right `unit`")
    }
}

extension ByteWriter {
    mutating func add(_ example: LayerCensus.Example?) {
        add(example.map { [$0] } ?? []) { writer, example in
            for number in [example.row, example.column, example.band] { writer.add(number) }
            writer.add(example.value)
        }
    }

    mutating func add(_ census: [LayerRole: LayerCensus]) {
        add(census.sorted { $0.key.rawValue < $1.key.rawValue }) { writer, entry in
            writer.add(entry.key.rawValue)
            for number in [entry.value.cells, entry.value.valid, entry.value.implausible] {
                writer.add(number)
            }
            writer.add(entry.value.example)
            writer.add(entry.value.greatest)
            writer.add(entry.value.textures)
            writer.add(entry.value.slopes)
        }
    }
}

extension ByteReader {
    mutating func example() throws(Damaged) -> LayerCensus.Example? {
        try list { reader throws(Damaged) in
            LayerCensus.Example(
                row: try reader.integer(), column: try reader.integer(), band: try reader.integer(),
                value: try reader.number())
        }.first
    }

    mutating func census() throws(Damaged) -> [LayerRole: LayerCensus] {
        let entries = try list { reader throws(Damaged) in
            guard let role = LayerRole(rawValue: try reader.text()) else { throw Damaged() }
            var census = LayerCensus(
                cells: try reader.integer(), valid: try reader.integer(), implausible: try reader.integer())
            census.example = try reader.example()
            census.greatest = try reader.number()
            census.textures = try reader.textures()
            census.slopes = try reader.slopes()
            return (role, census)
        }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
}
