/// Values that can be gone through in order again and again, whether in memory or not.
public protocol ValueStream {
    associatedtype Failure: Error

    func visit(_ body: (Double) -> Void) throws(Failure)
}

extension Array: ValueStream where Element == Double {
    public func visit(_ body: (Double) -> Void) { forEach(body) }
}

extension ArraySlice: ValueStream where Element == Double {
    public func visit(_ body: (Double) -> Void) { forEach(body) }
}
