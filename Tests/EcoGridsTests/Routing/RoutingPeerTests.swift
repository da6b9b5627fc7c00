import EcoGrids
import Foundation
import Testing

/// The folder of peers' answers: `ECOCOMP_PEERS`, else `../shared/peers` beside the checkout; nil where absent.
private let peers: String? = {
    var checkout = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<4 { checkout.deleteLastPathComponent() }
    let beside = checkout.deletingLastPathComponent().appendingPathComponent("shared/peers").path
    return [ProcessInfo.processInfo.environment["ECOCOMP_PEERS"], beside].compactMap { $0 }.first {
        FileManager.default.fileExists(atPath: $0 + "/golden32.json")
    }
}()

/// InVEST 3.20.2 on 32 x 32 cells: its own rasters in, the next of its rasters out.
@Suite(
    .enabled(
        if: peers != nil, "no answers of peers: set ECOCOMP_PEERS, or put shared/peers beside the checkout"))
struct RoutingPeerTests {
    private struct Answers: Decodable {
        let input: [String: [[Double?]]]
        let output: [String: [String: [[Double?]]]]
        let classes: [[String: ClassField]]

        enum ClassField: Decodable {
            case number(Double)
            case text(String)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let value = try? container.decode(Double.self) {
                    self = .number(value)
                } else {
                    self = .text(try container.decode(String.self))
                }
            }

            var number: Double? { if case .number(let value) = self { value } else { nil } }
        }
    }

    private let answers: Answers

    init() throws {
        let text = try String(contentsOfFile: try #require(peers) + "/golden32.json", encoding: .utf8)
        // Standard JSON has no NaN.
        answers = try JSONDecoder().decode(
            Answers.self, from: Data(text.replacingOccurrences(of: "NaN", with: "null").utf8))
    }

    private func field(_ cells: [[Double?]]) -> HeightField {
        HeightField(32, 32, cells.flatMap { $0.map { $0 ?? .nan } })
    }

    private func output(_ model: String, _ name: String) throws -> HeightField {
        field(try #require(answers.output[model]?[name]))
    }

    /// Cells where `ours` is missing and the peer's not or the other way, or that differ by more than a
    /// relative tolerance.
    private func differing(_ ours: [Double], _ theirs: HeightField, _ tolerance: Double) -> [Int] {
        ours.indices.filter { index in
            let (a, b) = (ours[index], theirs.cells[index])
            if a.isNaN || b.isNaN { return a.isNaN != b.isNaN }
            return abs(a - b) > tolerance * abs(b)
        }
    }

    private var elevation: HeightField {
        get throws {
            try field(#require(answers.input["dem"]?.map { $0.map { $0.map { Double(Float($0)) } } }))
        }
    }

    @Test(arguments: [("sdr", FlowMethod.multiple), ("sdr_d8", .steepest)], [8, 256])
    func routingAgrees(_ model: (String, FlowMethod), _ side: Int) throws {
        let (name, method) = model
        let context = RoutingSetup(side: side, workers: 2).context(try elevation.grid())
        let filled = try FilledElevation(try elevation.input, context: context)
        #expect(differing(try filled.layer.values, try output(name, "pit_filled_dem"), 1e-7).isEmpty)
        let flow = try FlowNetwork(filled, method: method, context: context)
        let directions = try flow.directions(context.grid.extent).cells
        var expected = try output(name, "flow_direction")
        // The peer stores the packed weights as signed numbers.
        expected.cells = expected.cells.map { $0 < 0 ? $0 + 0x1p32 : $0 }
        #expect(differing(directions, expected, 0).isEmpty)
        let sums = try flow.accumulate(.uniform(1))[0]
        #expect(differing(try sums.values, try output(name, "flow_accumulation"), 1e-6).isEmpty)
        let streams = try flow.streams(accumulation: sums, threshold: 25)
        #expect(differing(try streams.values, try output(name, "stream"), 0).isEmpty)
        let path = try flow.costToStream(streams, .perCell(try resistance(name).input))
        #expect(differing(try path.values, try output(name, "d_dn"), 2e-6).isEmpty)
        let (flux, settled) = try flow.sedimentFlux(
            RoutingInput(fields: [try output(name, "e_prime"), try output(name, "sdr_factor")]))
        #expect(differing(try flux.values, try output(name, "f"), 2e-5).isEmpty)
        // Differences of delivery ratios that the peer keeps in 24 bits.
        #expect(differing(try settled.values, try output(name, "sed_deposition"), 1e-4).isEmpty)
    }

    /// 1 / (W s) with W = max(C, 0.001) and s the slope between 0.005 and 1.
    private func resistance(_ model: String) throws -> HeightField {
        var cover: [Double: Double] = [:]
        for row in answers.classes {
            if let code = row["lucode"]?.number, let factor = row["usle_c"]?.number { cover[code] = factor }
        }
        let classes = try field(#require(answers.input["lulc"]))
        let slope = try output(model, "slope")
        return HeightField(
            32, 32,
            zip(classes.cells, slope.cells).map { code, slope in
                1 / (max(cover[code] ?? .nan, 0.001) * min(1, max(0.005, slope / 100)))
            })
    }
}
