import EcoGrids
import EcoParameters
import EcoUnits

/// How far sand, silt and clay of cells are from adding up to 100 percent.
///
/// Published soil grids round each of the three or predict them apart, so that a sum may be off by a point or two.
struct TextureCensus: Hashable, Sendable {
    /// Points of percent that pass without a word, and those from which a cell is no texture at all.
    static let (tolerance, limit) = (2.0, 10.0)

    /// Cells in which all three are valid, and those of them that are off by more than tolerance and limit.
    private(set) var cells = 0
    private(set) var off = 0
    private(set) var farOff = 0
    /// The first cell that is off, with its sum in percent.
    private(set) var example: LayerCensus.Example?

    mutating func merge(_ other: TextureCensus) {
        cells += other.cells
        off += other.off
        farOff += other.farOff
        offer(other.example)
    }

    private mutating func offer(_ candidate: LayerCensus.Example?) {
        guard let candidate else { return }
        guard let example, !candidate.isBefore(example) else { return example = candidate }
    }

    mutating func count(_ window: LayerWindow) {
        let (sand, silt, clay) = (window.cells(.sand), window.cells(.silt), window.cells(.clay))
        for index in sand.indices {
            let sum = sand[index] + silt[index] + clay[index]
            guard !sum.isNaN else { continue }
            cells += 1
            let gap = abs(sum - 100)
            guard gap > Self.tolerance else { continue }
            off += 1
            if gap > Self.limit { farOff += 1 }
            let own = window.window
            offer(
                LayerCensus.Example(
                    row: own.row + index / own.width, column: own.column + index % own.width, band: 1,
                    value: sum))
        }
    }

    /// Most cells are no texture: one of the three is in another unit, or another layer.
    func finding(_ layer: LayerParameters) -> Diagnostic? {
        guard farOff * 2 > cells else { return nil }
        let text = text
        return Diagnostic(
            code: "texture_sum", at: layer.location, path: layer.path,
            "sand, silt and clay do not add up to 100 %: \(text.en)",
            hint: "check the unit and the file of each of the three layers")
    }

    func doubt(_ layer: LayerParameters) -> Diagnostic? {
        guard off > 0 else { return nil }
        let text = text
        return Diagnostic(
            .warning, code: "texture_sum", at: layer.location, path: layer.path,
            LocalizedText(
                en: "sand, silt and clay do not add up to 100 %: \(text.en)",
                zh: "砂粒、粉粒、黏粒之和不为 100%：\(text.zh)"),
            hint: LocalizedText(
                en:
                    "up to \(NumberText.shortest(Self.tolerance)) points are taken as rounding; check the layers",
                zh: "\(NumberText.shortest(Self.tolerance)) 个百分点以内视为舍入误差，请核对图层"))
    }

    private var text: LocalizedText {
        let tolerance = NumberText.shortest(Self.tolerance)
        let sum = Note.number(example?.value ?? .nan)
        let place = example.map { ($0.column, $0.row) } ?? (0, 0)
        return LocalizedText(
            en: "\(off) of \(cells) cells are off by more than \(tolerance) points, "
                + "the first with \(sum) % at column \(place.0), row \(place.1)",
            zh: "\(cells) 个像元中 \(off) 个偏差超过 \(tolerance) 个百分点，首个为第 \(place.0) 列第 \(place.1) 行，和为 \(sum)%")
    }
}

extension ByteWriter {
    mutating func add(_ textures: TextureCensus) {
        for number in [textures.cells, textures.off, textures.farOff] { add(number) }
        add(textures.example)
    }
}

extension ByteReader {
    mutating func textures() throws(Damaged) -> TextureCensus {
        TextureCensus(
            cells: try integer(), off: try integer(), farOff: try integer(), example: try example())
    }
}
