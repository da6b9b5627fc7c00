import Foundation

/// Where answers of the programs we compare against stand, and the grids that they belong to.
enum PeerFolders {
    private static func present(_ folders: [String?], holding file: String) -> String? {
        folders.compactMap { $0 }.first { FileManager.default.fileExists(atPath: "\($0)/\(file)") }
    }

    private static var beside: String {
        var url = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url.deletingLastPathComponent().appendingPathComponent("shared/peers").path
    }

    private static let environment = ProcessInfo.processInfo.environment

    /// `ECOCOMP_PEERS`, else `../shared/peers` beside the checkout; nil where absent.
    static let peers = present([environment["ECOCOMP_PEERS"], beside], holding: "golden32.json")
    static let noPeers: String =
        "no answers of peers: set ECOCOMP_PEERS, or put shared/peers beside the checkout"

    /// Generated grids, seed 42, made by `make_grid.py`: `ECOCOMP_GENERATED_GRIDS`/g1000 of 1000 x 1000 cells, and with
    /// `ECOCOMP_LARGE_TESTS` also g4000, for which a release build is wise.
    static let grids: [String] = {
        let names = ["g1000"] + (environment["ECOCOMP_LARGE_TESTS"] == nil ? [] : ["g4000"])
        return peers == nil ? [] : names.filter { generated($0) != nil }
    }()
    static let noGrid: String =
        "opt-in: set ECOCOMP_GENERATED_GRIDS to the folder of g1000, made by make_grid.py --size 1000"

    static func generated(_ name: String) -> String? {
        present([environment["ECOCOMP_GENERATED_GRIDS"].map { "\($0)/\(name)" }], holding: "counties.tif")
    }
}
