import CEcoComp

/// The caller's arrays, one row for each run; rows of different runs may be written at once.
struct BatchResults: @unchecked Sendable {
    private let width: Int
    private let values: UnsafeMutablePointer<Double>?
    private let statuses: UnsafeMutablePointer<Int32>?

    /// Marks all runs as not reached.
    init(_ batch: eco_batch, runs: Int, width: Int) throws(CallFailure) {
        let cells = runs.multipliedReportingOverflow(by: width)
        guard !cells.overflow, batch.value_count == Int64(cells.partialValue) else {
            throw .call(
                "batch.value_count", "\(batch.value_count) places for \(runs) runs of \(width) figures")
        }
        guard batch.values != nil || cells.partialValue == 0 else {
            throw .call("batch.values", "the array is a null pointer")
        }
        self.width = width
        values = batch.values
        statuses = batch.statuses
        values?.update(repeating: .nan, count: cells.partialValue)
        statuses?.update(repeating: ECO_CANCELLED, count: runs)
    }

    /// Writes a run's row.
    /// - Returns: why there is none.
    func fill(
        _ run: Int, _ figures: [Int], _ compute: () throws(CallFailure) -> [Double]
    ) -> CallFailure? {
        do throws(CallFailure) {
            let result = try compute()
            if let row = values.map({ $0 + run * width }) {
                for (column, figure) in figures.enumerated() { row[column] = result[figure] }
            }
            statuses?[run] = ECO_OK
            return nil
        } catch {
            statuses?[run] = error.status
            return error
        }
    }
}
