/// Which outlines are to be read.
public struct OutlineRequest: Sendable, Hashable {
    public var path: String
    /// Layer of the file; nil for its only layer.
    public var layer: String?
    /// Attribute that holds the region id, such as `adcode`.
    public var idAttribute: String
    /// Attribute that holds the name; nil for none.
    public var nameAttribute: String?
    /// Where set, outlines are transformed to this CRS (that of the analysis grid).
    public var reference: CoordinateReference?

    public init(
        _ path: String, layer: String? = nil, idAttribute: String, nameAttribute: String? = nil,
        into reference: CoordinateReference? = nil
    ) {
        self.path = path
        self.layer = layer
        self.idAttribute = idAttribute
        self.nameAttribute = nameAttribute
        self.reference = reference
    }
}

/// Outlines as read, with the other attributes of each region.
public struct OutlineCollection: Sendable {
    public var outlines: [RegionOutline]
    /// Attributes by name as text, one dictionary for each outline; absent where the file has no value.
    public var attributes: [[String: String]]
    /// Repairs that were needed: findings, not failures.
    public var warnings: [GridError]

    public init(outlines: [RegionOutline], attributes: [[String: String]], warnings: [GridError] = []) {
        self.outlines = outlines
        self.attributes = attributes
        self.warnings = warnings
    }
}

/// Reads outlines of regions by path.
public protocol OutlineReader: Sendable {
    /// All regions of a layer in the order of the file; parts with the same id become one region.
    ///
    /// Throws `outline_missing`, `outline_unreadable`, `outline_invalid` or `outline_reference`.
    func outlines(_ request: OutlineRequest) throws(GridError) -> OutlineCollection
}
