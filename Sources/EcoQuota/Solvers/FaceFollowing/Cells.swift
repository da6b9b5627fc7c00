/// Memory for values of any kind that lives as long as its owner. Not for two tasks at once.
final class Cells<Element: BitwiseCopyable> {
    let base: UnsafeMutablePointer<Element>

    init(_ count: Int, filledWith value: Element) {
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: max(1, count))
    }

    deinit { base.deallocate() }

    @inline(__always) subscript(index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }
}
