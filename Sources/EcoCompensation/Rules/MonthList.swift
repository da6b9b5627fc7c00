import EcoParameters
import EcoUnits

/// A list of months, 1 to 12.
enum MonthList {
    static func parameter(_ key: String, _ meaning: LocalizedText) -> Parameter<[Int]> {
        Parameter<[Int]>(
            ParameterDeclaration(
                key: key, shape: .list(of: .integer(range: 1...12), minimumCount: 1), presence: .optional,
                meaning: meaning)
        ) { bound in
            guard case .list(let fields)? = bound else { return [] }
            return fields.compactMap(\.value.integer)
        }
    }
}
