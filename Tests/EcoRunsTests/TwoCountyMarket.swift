import EcoParameters

@testable import EcoRuns

/// Two counties that need 10 t of SO2 each.
enum TwoCountyMarket {
    private static let tables = [
        "regions.csv": "region,name_zh,name_en\n140122,阳曲县,Yangqu\n140123,娄烦县,Loufan\n",
        "sources.csv": """
        region,pollutant,sector,baseline_t,quota_t,status
        140122,so2,industry,100,90,assumed
        140123,so2,industry,100,90,assumed

        """,
    ]

    /// A table of one measure for each, yuan and tonnes.
    static func measures(
        _ first: (price: Int, maximum: Int), _ second: (price: Int, maximum: Int)
    ) -> String {
        """
        region,pollutant,sector,measure,cost_yuan_per_t,maximum_t,status
        140122,so2,industry,scrubber,\(first.price),\(first.maximum),assumed
        140123,so2,industry,scrubber,\(second.price),\(second.maximum),assumed

        """
    }

    /// Writes the regions, their sources and the files given.
    static func write(_ files: [String: String], to folder: String) throws {
        for (name, text) in tables.merging(files, uniquingKeysWith: { $1 }) {
            try WholeFile.write(text, to: "\(folder)/\(name)")
        }
    }
}
