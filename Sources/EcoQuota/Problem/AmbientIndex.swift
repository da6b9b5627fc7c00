import EcoAlgebra

/// The groups of sources that have one effect at receptors, and the effects.
struct AmbientIndex {
    struct Key: Hashable {
        let region, pollutant, release: String
    }

    /// For each source its column of the matrix.
    let groupOfSource: [Int]
    let groupCount: Int
    private let keys: [(key: Key, period: Int)]
    private let periodCount: Int
    /// One row for each period and receptor, periods first.
    let transfer: DenseMatrix

    /// - Parameter receptors: in the order of the rows.
    init(_ index: QuotaIndex, receptors: [Receptor]) {
        var groups: [Int] = []
        var keys: [(key: Key, period: Int)] = []
        for account in index.accounts {
            var here: [String: Int] = [:]
            for source in index.sources[account.sources] {
                let group = here[source.release] ?? keys.count
                if group == keys.count {
                    here[source.release] = group
                    let key = Key(
                        region: source.region, pollutant: source.pollutant, release: source.release)
                    keys.append((key, source.period))
                }
                groups.append(group)
            }
        }
        groupOfSource = groups
        groupCount = keys.count
        self.keys = keys
        periodCount = index.periods.count
        transfer = Self.matrix(index.records.coefficients, receptors, keys, periods: index.periods.count)
    }

    /// The matrix of some coefficients; later ones replace earlier ones.
    func matrix(_ coefficients: [SourceReceptorCoefficient], _ receptors: [Receptor]) -> DenseMatrix {
        Self.matrix(coefficients, receptors, keys, periods: periodCount)
    }

    /// What the matrix does not tell; nil where it tells all.
    func response(_ index: QuotaIndex, _ receptors: [Receptor]) -> (any AmbientResponse)? {
        let bent = index.records.responseTerms
        func surface(_ terms: [ResponseTerm], _ matrix: DenseMatrix) -> SurfaceResponse {
            SurfaceResponse(index, self, receptors: receptors, terms: terms, matrix: matrix)
        }
        if let terms = index.records.uncertainty, !receptors.isEmpty {
            let years = WeatherYears(self, index.records, receptors: receptors)
            let surfaces =
                bent.isEmpty
                ? []
                : zip(years.names, years.matrices).map { name, matrix in
                    surface(bent.filter { $0.weather.isEmpty || $0.weather == name }, matrix)
                }
            return UncertainResponse(terms: terms, years: years, surfaces: surfaces)
        }
        return bent.isEmpty ? nil : surface(bent, transfer)
    }

    private static func matrix(
        _ coefficients: [SourceReceptorCoefficient], _ receptors: [Receptor],
        _ keys: [(key: Key, period: Int)], periods: Int
    ) -> DenseMatrix {
        var matrix = DenseMatrix(rows: receptors.count * periods, columns: keys.count)
        guard !coefficients.isEmpty else { return matrix }
        let row = Dictionary(uniqueKeysWithValues: receptors.enumerated().map { ($1.id, $0) })
        var columns: [Key: [Int]] = [:]
        var general: [Key: [Int]] = [:]
        for (column, (key, _)) in keys.enumerated() {
            columns[key, default: []].append(column)
            let all = Key(region: key.region, pollutant: key.pollutant, release: "")
            general[all, default: []].append(column)
        }
        let set = { (entry: SourceReceptorCoefficient, chosen: [Int]) in
            guard let receptor = row[entry.receptor] else { return }
            for column in chosen {
                matrix[keys[column].period * receptors.count + receptor, column] =
                    entry.concentrationPerTonne
            }
        }
        // Entries for one class of release come after those for all, and so replace them.
        for entry in coefficients where entry.release.isEmpty {
            set(entry, general[Key(region: entry.region, pollutant: entry.pollutant, release: "")] ?? [])
        }
        for entry in coefficients where !entry.release.isEmpty {
            let key = Key(region: entry.region, pollutant: entry.pollutant, release: entry.release)
            set(entry, columns[key] ?? [])
        }
        return matrix
    }
}
