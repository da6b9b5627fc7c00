import EcoGrids
import Foundation

@testable import EcoIndicators

/// InVEST 3.20.2's inputs and answers on a grid of 32 x 32 cells, from `golden32.json`.
struct SedimentGolden {
    static let side = 32
    static let skip = "no answers of peers: set ECOCOMP_PEERS, or put shared/peers beside the checkout"

    static var file: URL? {
        let checkout = WorkedCaseTests.sources.deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["ECOCOMP_PEERS"].map { URL(filePath: $0) }
        let folders = [named, checkout.appending(path: "../shared/peers")].compactMap { $0 }
        return folders.map { $0.appending(path: "golden32.json") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    private struct Document: Decodable {
        struct Class: Decodable {
            let lucode: Int32
            let usle_c: Double
            let usle_p: Double
        }
        struct Zone: Decodable {
            let id: Int
            let box_m: [Double]
        }

        let classes: [Class]
        let zones: [Zone]
        let input: [String: [[Double?]]]
        let output: [String: [String: [[Double?]]]]
        let table: [String: [String: [[String: Double?]]]]
    }

    private let document: Document

    init(_ file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        document = try JSONDecoder().decode(
            Document.self, from: Data(text.replacingOccurrences(of: "NaN", with: "null").utf8))
    }

    /// The stored numbers are of single precision, printed with nine digits.
    func input(_ name: String) -> [Double] {
        (document.input[name] ?? []).flatMap { $0 }.map { $0.map { Double(Float($0)) } ?? .nan }
    }

    func output(_ model: String, _ name: String) -> [Double] {
        (document.output[model]?[name] ?? []).flatMap { $0 }.map { $0 ?? .nan }
    }

    var classes: SedimentClasses {
        let cover = document.classes.map { ($0.lucode, $0.usle_c) }
        let practice = document.classes.map { ($0.lucode, $0.usle_p) }
        return SedimentClasses(
            cover: Dictionary(uniqueKeysWithValues: cover),
            practice: Dictionary(uniqueKeysWithValues: practice))
    }

    /// Heights after filling, as the program keeps them: in single precision here.
    func filled(_ model: String) -> [Double] {
        output(model, "pit_filled_dem").map { Double(Float($0)) }
    }

    /// Eight weights of each cell, as the program answers.
    func weights(_ model: String) -> [[Double]] {
        output(model, "flow_direction").map { SedimentOracle.weights($0, isSingle: model == "sdr_d8") }
    }

    /// Sums of the program's table by zone, t.
    func table(_ model: String) -> [[String: Double]] {
        (document.table[model]?["watershed_results_sdr.shp"] ?? []).map { row in
            row.compactMapValues { $0 }
        }
    }

    /// Sums over the zones of a density in t/ha, cells by their centre, t.
    func zoneSums(_ density: [Double]) -> [Double] {
        document.zones.map { zone in
            var sum = 0.0
            for index in density.indices where !density[index].isNaN {
                let x = (Double(index % Self.side) + 0.5) * 30
                let y = (Double(Self.side - index / Self.side) - 0.5) * 30
                let inside = x > zone.box_m[0] && x < zone.box_m[2] && y > zone.box_m[1] && y < zone.box_m[3]
                if inside { sum += density[index] * 900 / 10_000 }
            }
            return sum
        }
    }
}

extension SedimentOracle {
    /// Weights of a packed direction, or one weight of a number of direction; none where missing.
    static func weights(_ direction: Double, isSingle: Bool) -> [Double] {
        var weights = [Double](repeating: 0, count: 8)
        guard !direction.isNaN else { return weights }
        if isSingle {
            weights[Int(direction)] = 1
        } else {
            let packed = UInt32(truncatingIfNeeded: Int64(direction))
            for k in 0..<8 { weights[k] = Double(packed >> (4 * UInt32(k)) & 15) }
        }
        return weights
    }
}

/// Every raster of a sediment model, NaN where the program has none either.
struct SedimentRasters {
    var rasters: [String: [Double]] = [:]

    subscript(name: String) -> [Double] { rasters[name] ?? [] }

    /// By the oracle: `classes`, R and K row by row.
    init(
        _ oracle: SedimentOracle, classes: SedimentClasses, codes: [Double], erosivity: [Double],
        erodibility: [Double]
    ) {
        let (cells, area) = (0..<oracle.count, oracle.cell * oracle.cell)
        let single = SedimentOracle.single
        let slope = oracle.slope.map { single($0 * 100) / 100 }
        let above = oracle.accumulated([Double](repeating: 1, count: oracle.count))
        let streams = oracle.streams(above)
        let cover = codes.map { $0.isNaN ? .nan : classes.cover[Int32($0)] ?? .nan }
        let practice = codes.map { $0.isNaN ? .nan : classes.practice[Int32($0)] ?? .nan }
        let ls = cells.map { oracle.lengthSlope(slope[$0], above[$0], longest: 122) }
        let bare = cells.map { streams[$0] ? .nan : single(erosivity[$0] * erodibility[$0] * ls[$0]) }
        let erosion = cells.map { bare[$0] * cover[$0] * practice[$0] }
        let weight = cover.map { $0.isNaN ? .nan : single(max($0, 0.001)) }
        let steep = slope.map { $0.isNaN ? .nan : Double(min(max(Float($0 * 100) / 100, 0.005), 1)) }
        let meanWeight = zip(oracle.accumulated(weight), above).map { $0 / $1 }
        let meanSlope = zip(oracle.accumulated(steep), above).map { $0 / $1 }
        let up = cells.map { meanWeight[$0] * meanSlope[$0] * (above[$0] * area).squareRoot() }
        let down = oracle.downstream(zip(weight, steep).map { $0 * $1 }, streams)
        let index = cells.map { down[$0] == 0 ? .nan : log10(up[$0] / down[$0]) }
        let ratio = cells.map { streams[$0] ? 1 : oracle.ratio(index[$0]) }
        let start = cells.map { streams[$0] ? 0 : erosion[$0] * (1 - ratio[$0]) }
        let settled = oracle.deposition(start, ratio)
        let avoided = zip(bare, erosion).map { $0 - $1 }
        rasters = [
            "slope": slope.map { $0 * 100 }, "flow_accumulation": above, "ls": ls, "rkls": bare,
            "usle": erosion,
            "stream": cells.map { above[$0].isNaN ? .nan : streams[$0] ? 1 : 0 }, "w_bar": meanWeight,
            "s_bar": meanSlope, "d_up": up, "d_dn": down, "ic": index, "sdr_factor": ratio, "e_prime": start,
            "sed_export": zip(erosion, ratio).map { $0 * $1 }, "sed_deposition": settled.deposition,
            "f": settled.flux, "avoided_erosion": avoided,
            "avoided_export": cells.map { avoided[$0] * ratio[$0] + settled.deposition[$0] },
        ]
    }

    /// Where and by how much another raster differs most, in shares of the greater of the value and `floor`.
    func worst(_ name: String, _ other: [Double], floor: [Double]? = nil) -> (share: Double, gaps: Int) {
        var (share, gaps) = (0.0, 0)
        for (index, pair) in zip(self[name], other).enumerated() {
            if pair.0.isNaN != pair.1.isNaN { gaps += 1 }
            guard !pair.0.isNaN, !pair.1.isNaN, pair.0 != pair.1 else { continue }
            share = max(share, abs(pair.0 - pair.1) / max(abs(pair.1), floor?[index] ?? 0))
        }
        return (share, gaps)
    }
}
