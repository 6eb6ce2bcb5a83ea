using Banyan.Storage.Spool;

namespace Banyan.Storage.Tests.Spool;

/// <summary>A folder of small segments whose disk can be full.</summary>
internal sealed class TestSegments(string path, int segmentBytes = 16 * 1024) : ISegmentSource
{
    private readonly SpoolFolder _folder = new(path, segmentBytes);

    public bool IsFull { get; set; }

    public IReadOnlyList<SpoolSegment> OpenExisting() => _folder.OpenExisting();

    public SpoolSegment Create() => IsFull ? throw new IOException("No space left on device") : _folder.Create();

    public void Dispose() => _folder.Dispose();
}
