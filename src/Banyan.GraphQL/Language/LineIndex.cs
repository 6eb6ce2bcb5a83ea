namespace Banyan.GraphQL.Language;

/// <summary>Turns offsets into lines and columns. A line ends with LF, CR LF or CR alone.</summary>
internal sealed class LineIndex
{
    private readonly List<int> _starts = [0];

    public LineIndex(string source)
    {
        var rest = source.AsSpan();
        var offset = 0;
        for (var next = rest.IndexOfAny('\r', '\n'); next >= 0; next = rest.IndexOfAny('\r', '\n'))
        {
            var length = rest[next] == '\r' && next + 1 < rest.Length && rest[next + 1] == '\n' ? 2 : 1;
            offset += next + length;
            rest = rest[(next + length)..];
            _starts.Add(offset);
        }
    }

    /// <summary>Where an offset stands.</summary>
    public GraphLocation Locate(int offset)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return new GraphLocation(line + 1, offset - _starts[line] + 1);
    }
}
