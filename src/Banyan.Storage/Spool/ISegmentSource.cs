namespace Banyan.Storage.Spool;

/// <summary>Where segments come from.</summary>
internal interface ISegmentSource : IDisposable
{
    /// <summary>Segments that an earlier process left, oldest first.</summary>
    IReadOnlyList<SpoolSegment> OpenExisting();

    /// <summary>Makes the next segment.</summary>
    /// <exception cref="IOException">The disk is full or read-only.</exception>
    SpoolSegment Create();

    /// <summary>Brings a segment to the disk.</summary>
    /// <exception cref="IOException">The disk failed; the segment stays dirty.</exception>
    void Sync(SpoolSegment segment);
}
