extension Double {
    /// Six significant digits, for sentences.
    public var shortText: String {
        guard isFinite, self != 0 else { return "\(self)" }
        var scale = 1.0
        while magnitude * scale < 100_000, scale < 1e15 { scale *= 10 }
        let rounded = (self * scale).rounded() / scale
        return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
