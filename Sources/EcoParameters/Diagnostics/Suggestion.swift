/// "Did you mean": the candidate nearest to a misspelt name.
public enum Suggestion {
    /// The nearest candidate within a third of the name's length (at least two edits, one for names of up to
    /// three characters); `nil` where none is near.
    public static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        let limit = name.count <= 3 ? 1 : max(2, name.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let distance = editDistance(name, candidate)
            if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`, case ignored.
    static func editDistance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a.lowercased()), Array(b.lowercased()))
        var previous: [Int] = []
        var current = Array(0...b.count)
        for i in 1..<(a.count + 1) {
            var next = [i]
            for j in 1..<(b.count + 1) {
                let substitution = current[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var best = Swift.min(current[j] + 1, next[j - 1] + 1, substitution)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = Swift.min(best, previous[j - 2] + 1)
                }
                next.append(best)
            }
            (previous, current) = (current, next)
        }
        return current[b.count]
    }
}
