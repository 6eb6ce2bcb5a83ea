using System.Globalization;

namespace Banyan.Storage.Spool;

/// <summary>A folder of segments that one process owns.</summary>
internal sealed class SpoolFolder : ISegmentSource
{
    private const int SegmentBytes = 8 * 1024 * 1024;
    private readonly string _path;
    private readonly int _segmentBytes;
    private readonly FileStream _owner;
    private long _lastSequence;

    /// <summary>Opens the folder, making it where it is not.</summary>
    /// <exception cref="DataFolderTakenException">Another process owns it.</exception>
    public SpoolFolder(string path, int segmentBytes = SegmentBytes)
    {
        (_path, _segmentBytes) = (path, segmentBytes);
        Directory.CreateDirectory(path);
        try
        {
            _owner = new FileStream(Path.Combine(path, "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new DataFolderTakenException($"The usage spool {path} can't be owned: another Banyan process serves from it. Stop that one, or give this one a folder of its own (storage.dataDir).", taken);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<SpoolSegment> OpenExisting()
    {
        var segments = new List<SpoolSegment>();
        foreach (var path in Directory.GetFiles(_path, "*.spool"))
        {
            if (SpoolSegment.Open(path) is { } segment)
            {
                segments.Add(segment);
            }
            else
            {
                // Died while it was being made: nothing was ever appended.
                File.Delete(path);
            }
        }

        segments.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        _lastSequence = segments.Count == 0 ? 0 : segments[^1].Sequence;
        return segments;
    }

    /// <inheritdoc />
    public SpoolSegment Create()
    {
        var sequence = _lastSequence + 1;
        var segment = SpoolSegment.Create(Path.Combine(_path, sequence.ToString("D12", CultureInfo.InvariantCulture) + ".spool"), sequence, _segmentBytes);
        _lastSequence = sequence;
        return segment;
    }

    /// <inheritdoc />
    public void Sync(SpoolSegment segment) => segment.Sync();

    /// <inheritdoc />
    public void Dispose() => _owner.Dispose();
}
