import EcoAlgebra

/// The source-receptor matrix of each year of weather, and how uncertain its coefficients are besides.
struct WeatherYears: Sendable {
    /// In order of their names; one without a name where the coefficients tell of no years.
    let names: [String]
    /// Parts of 1.
    let weights: [Double]
    let matrices: [DenseMatrix]
    /// Weighted by the years.
    let mean: DenseMatrix
    /// By how much each coefficient may differ, ug/m3 for each t; nil where the records do not tell.
    let deviations: DenseMatrix?

    init(_ ambient: AmbientIndex, _ records: QuotaRecords, receptors: [Receptor]) {
        let all = records.coefficients
        let named = records.weatherYears.sorted()
        names = named.isEmpty ? [""] : named
        let given = names.map { records.uncertainty?.weights[$0] ?? 1 }
        let sum = given.reduce(0, +)
        let weights = given.map { $0 / sum }
        self.weights = weights
        let common = all.filter { $0.weather.isEmpty }
        let matrices = names.map { name in
            ambient.matrix(common + (name.isEmpty ? [] : all.filter { $0.weather == name }), receptors)
        }
        self.matrices = matrices
        var mean = matrices[0]
        mean.elements = mean.elements.indices.map { index in
            zip(weights, matrices).reduce(0) { $0 + $1.0 * $1.1.elements[index] }
        }
        self.mean = mean
        deviations =
            all.contains { $0.deviation > 0 }
            ? ambient.matrix(
                all.map {
                    var entry = $0
                    entry.concentrationPerTonne = $0.deviation
                    return entry
                }, receptors) : nil
    }

    /// What the matrix of each year adds at a row.
    func loads(_ row: Int, _ emissions: [Double]) -> [Double] {
        matrices.map { matrix in
            emissions.indices.reduce(0) { $0 + matrix[row, $1] * emissions[$1] }
        }
    }

    /// By how much each coefficient of a row may rise: as the records tell, else to that of its worst year.
    func rises(_ row: Int) -> [Double] {
        if let deviations { return deviations.row(row) }
        return (0..<mean.columns).map { column in
            matrices.reduce(0) { max($0, $1[row, column] - mean[row, column]) }
        }
    }
}

extension QuotaRecords {
    /// The years of weather that coefficients and terms name.
    var weatherYears: Set<String> {
        Set(coefficients.map(\.weather) + responseTerms.map(\.weather)).subtracting([""])
    }
}
