using Banyan.Storage.Spool;

namespace Banyan.Storage.Tests.Spool;

/// <summary>A folder of small segments whose disk can be full or fail.</summary>
internal sealed class TestSegments(string path, int segmentBytes = 16 * 1024) : ISegmentSource
{
    private readonly SpoolFolder _folder = new(path, segmentBytes);

    public bool IsFull { get; set; }

    /// <summary>How a disk that takes no file says so.</summary>
    public Func<Exception> Refusal { get; init; } = static () => new IOException("No space left on device");

    public bool FailsToSync { get; set; }

    public IReadOnlyList<SpoolSegment> OpenExisting() => _folder.OpenExisting();

    public SpoolSegment Create() => IsFull ? throw Refusal() : _folder.Create();

    public void Sync(SpoolSegment segment)
    {
        if (FailsToSync)
        {
            throw new IOException("Input/output error");
        }

        segment.Sync();
    }

    public void Dispose() => _folder.Dispose();
}
