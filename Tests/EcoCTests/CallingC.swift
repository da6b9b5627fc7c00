import CEcoComp
import Testing

@testable import EcoC

/// What a caller in C would do, in Swift.
enum CallingC {
    static let scenarios: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/Scenarios"
    }()

    static let twoCounties = "\(scenarios)/reference/two_counties"

    /// Hands texts over as a C array with no null at its end.
    static func withTexts<Result>(_ texts: [String?], _ body: (CTexts?) throws -> Result) rethrows -> Result {
        let copies = texts.map { text in text.map { Array($0.utf8CString) } }
        var flat: [CChar] = []
        var offsets: [Int?] = []
        for copy in copies {
            offsets.append(copy == nil ? nil : flat.count)
            flat += copy ?? []
        }
        return try flat.withUnsafeBufferPointer { buffer in
            try offsets.map { offset in offset.flatMap { place in buffer.baseAddress.map { $0 + place } } }
                .withUnsafeBufferPointer { try body($0.baseAddress) }
        }
    }

    static func open(
        _ path: String = twoCounties, _ overrides: [String] = [], modules: String? = "compensation"
    ) throws -> eco_scenario {
        var scenario: eco_scenario = 7
        let status = withTexts(overrides) { texts in
            eco_open(path, texts, Int64(overrides.count), modules, nil, 1, &scenario)
        }
        try #require(status == ECO_OK, "\(lastError)")
        return scenario
    }

    static var lastError: String { handedOut { eco_last_error($0, $1) } }

    static func handedOut(_ function: (UnsafeMutablePointer<CChar>?, Int64) -> Int64) -> String {
        let length = function(nil, 0)
        guard length > 0 else { return "" }
        var buffer = [CChar](repeating: 1, count: Int(length) + 1)
        let written = function(&buffer, Int64(buffer.count))
        return written == length
            ? String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    }
}
